import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ticketFile } from '#shared/contract/download.ts'
import { insertRow, findRows } from '#server/database/database.ts'
import { DOWNLOAD_FORMATS } from '#shared/contract/download.ts'
import { download, textOfPdf } from '../../support/downloads.ts'
import { problemOf, startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
let no: string

beforeAll(async () => {
  server = await startTestServer()
  const agent = await server.as('HQ/agent')
  ;({ no } = await agent.createTicket({ body: ticketInput({ assistants: ['LINE-1'] }) }))
  const { id: ticketId } = (await findRows(server.database.tables.tickets, { no }))[0]!
  await insertRow(server.database.tables.calls, { externalId: 'c1', phone: '13900002671', line: '2', agentAccount: 'agent', createdAt: server.clock.now(), ringingAt: server.clock.now(), ticketId }, null)
})
afterAll(() => server.stop())

const logged = async () => (await (await server.as('HQ/agent')).getTicketLog({ params: { no } })).items.filter(({ operation }) => operation === 'download')

describe('who downloads a ticket', () => {
  it('gets in JSON what the API answers him', async () => {
    for (const name of ['HQ/agent', 'M0001/mall', 'DEPT-S/dept', 'LINE-1/line']) {
      const client = await server.as(name)
      const file = ticketFile.parse(JSON.parse((await download(client, no, 'json')).content.toString('utf8')))
      const params = { no }
      expect(file.ticket).toEqual(await client.getTicket({ params }))
      expect(file.records).toEqual((await client.getTicketRecords({ params })).items)
      expect(file.deadlines).toEqual((await client.getTicketDeadlines({ params })).items)
      expect(file.log).toEqual((await client.getTicketLog({ params })).items)
      expect(file.calls).toEqual(name === 'HQ/agent' ? (await client.listCalls({ query: { ticketNo: no } })).items : [])
      expect(file.timeZone).toBe('Asia/Shanghai')
    }
  })

  it('sees numbers in full or masked as on the page, everywhere in the file', async () => {
    for (const [name, full] of [['HQ/agent', true], ['M0001/mall', true], ['DEPT-S/dept', false], ['LINE-1/line', false], ['HQ/admin', false]] as const) {
      const client = await server.as(name)
      const [json, pdf] = [(await download(client, no, 'json')).content.toString('utf8'), textOfPdf((await download(client, no, 'pdf')).content)]
      expect(json.includes('13900002671'), `${name} JSON`).toBe(full)
      expect(pdf.includes('13900002671'), `${name} PDF`).toBe(full)
      if (!full) expect(pdf).toContain('139****2671')
    }
  })

  it('finds calls only where the page shows them', async () => {
    expect(textOfPdf((await download(await server.as('HQ/agent'), no, 'pdf')).content)).toContain('通话时间号码')
    expect(textOfPdf((await download(await server.as('M0001/mall'), no, 'pdf')).content)).not.toContain('通话')
  })

  it('is written into the log with the format', async () => {
    const before = (await logged()).length
    const mall = await server.as('M0001/mall')
    for (const format of DOWNLOAD_FORMATS) await download(mall, no, format)
    const entries = await logged()
    expect(entries.length - before).toBe(3)
    expect(entries.slice(0, 3).map(({ changes, byName, role }) => [changes.format?.after, byName, role])).toEqual([...DOWNLOAD_FORMATS].reverse().map((format) => [format, '用户 mall', 'mall']))
  })

  it('gets nothing and leaves nothing of a ticket that is not his', async () => {
    const before = (await logged()).length
    for (const format of DOWNLOAD_FORMATS) {
      expect((await problemOf(download(await server.as('M0002/mall'), no, format))).code).toBe('not_found')
      expect((await problemOf(download(await server.as('DEPT-N/dept'), no, format))).code).toBe('not_found')
    }
    expect((await logged()).length).toBe(before)
  })

  it('is told which format there is not', async () => {
    const problem = await problemOf((await server.as('HQ/agent')).downloadTicket({ params: { no }, query: { format: 'docx' as 'pdf' } }))
    expect([problem.status, problem.code]).toEqual([422, 'validation_failed'])
  })

  it('reads the file in the language he asks for', async () => {
    const response = await server.request(`/api/v1/tickets/${no}/download?format=pdf`, { headers: { Authorization: `Bearer ${await server.tokenOf('HQ/agent')}`, 'Accept-Language': 'en-US,en;q=0.9' } })
    expect(response.headers.get('content-disposition')).toContain(`filename="Complaint-${no}-2026-03-04.pdf"`)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const text = textOfPdf(Buffer.from(await response.arrayBuffer()))
    expect(text).toMatch(/Page1\/\d/)
    for (const words of ['Follow-up', 'Deadlines', 'Operationlog', '六块门板里有两块颜色不一样。']) expect(text).toContain(words)
  })
})
