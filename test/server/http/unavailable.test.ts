import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient } from '#shared/contract/client.ts'
import { createAttachmentTools } from '#server/attachments/tools.ts'
import { createRecordingSource } from '#server/calls/recordingSource.ts'
import { createChannelTools } from '#server/channels/tools.ts'
import { createServices } from '#server/compose.ts'
import { connectDatabase, type Database } from '#server/database/database.ts'
import { createApp } from '#server/http/app.ts'
import { handlers } from '#server/http/handlers.ts'
import { listen, type Listening } from '#server/http/listen.ts'
import { createLogger } from '#server/logging/logger.ts'
import { createAccessTokens } from '#server/session/accessTokens.ts'
import { createSessions } from '#server/session/sessions.ts'
import { createFakeClock } from '#test/support/fakeClock.ts'
import { fetchTransport, problemOf } from '#test/support/testServer.ts'

const secret = 'a secret that only this test knows, long enough'
const clock = createFakeClock('2026-03-04T02:00:00Z')
let database: Database
let listening: Listening
beforeAll(async () => {
  database = connectDatabase('mysql://nobody:none@127.0.0.1:1/none')
  const app = createApp({
    services: createServices({ timeZone: 'Asia/Shanghai' }, database, clock), handlers, pageFolder: null, processMetrics: false, logger: createLogger('info', { write: () => {} }),
    context: { sessions: createSessions(database, clock, secret), callSecret: secret, demo: false, version: '0', isInternal: () => false, channels: createChannelTools({ secret, channelNetworks: [] }), attachments: createAttachmentTools('/nowhere'), recordings: createRecordingSource({ recordingNetworks: [] }) },
  })
  listening = await listen(app.callback(), { host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await listening.stop()
  await database.sequelize.close()
})

test('while the database is away every call that needs it is 503 with Retry-After, and the server lives on', async () => {
  const { token } = await createAccessTokens(secret).sign({ userId: 1, family: 'f' }, clock.now())
  const client = createClient(fetchTransport(listening.url, token))
  const calls = [() => client.getMe(), () => client.signIn({ body: { orgCode: 'HQ', account: 'agent', password: 'x' } }), () => client.refreshSession({ body: { refreshToken: 'x' } }), () => client.getMe()]
  for (const call of calls) {
    const problem = await problemOf(call())
    expect(problem).toMatchObject({ status: 503, code: 'database_unavailable' })
    expect(Number(problem.headers.get('retry-after'))).toBeGreaterThan(0)
  }
  expect((await fetch(`${listening.url}/health/ready`)).status).toBe(503)
  expect((await fetch(`${listening.url}/health/live`)).status).toBe(200)
  expect((await client.getServerInfo()).timeZone).toBe('Asia/Shanghai')
})
