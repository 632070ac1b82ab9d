import { doMainJob } from './flows/mainJob.ts'
import { person, serverUrl } from './flows/person.ts'
import { test } from './flows/test.ts'

test('a call becomes a ticket and the mall answers it, in the browser', async ({ browser }) => {
  await doMainJob(await person(browser, 'HQ', 'agent'), await person(browser, 'M0001', 'mall'), serverUrl(), 'web')
})
