import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SearchAnswer, SearchKind } from '#shared/contract/search.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { indexAll } from '#server/jobs/search/indexer.ts'
import { makeCustomer } from '#test/support/factories.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'
import { ticketInput } from '#test/support/tickets.ts'

type Input = Parameters<typeof ticketInput>[0]
let server: TestServer
beforeAll(async () => { server = await startTestServer() })
afterAll(() => server.stop())

let made = 0
const create = async (content: string, more: Input = {}): Promise<Ticket> => {
  made++
  return (await server.as('HQ/agent')).createTicket({
    body: ticketInput({ customer: { name: '韩松林', phones: [`1391000${String(made).padStart(4, '0')}`], type: 'individual' }, feedback: { content, channel: 'phone', calledAt: '2026-03-04T09:55:00+08:00' }, ...more }),
  })
}
const ask = async (q: string, account = 'HQ/agent', kinds?: string): Promise<SearchAnswer> => (await server.as(account)).search({ query: { q, ...(kinds && { in: kinds }) } })
const found = (answer: SearchAnswer, kind: SearchKind): string[] => answer.groups.find((group) => group.kind === kind)?.items.map(({ no }) => no) ?? []
const marked = (answer: SearchAnswer): string[] => answer.groups.find(({ kind }) => kind === 'text')?.items.map(({ hit }) => hit?.parts.map(({ text, hit: isHit }) => (isHit ? `[${text}]` : text)).join('') ?? '') ?? []

describe('by number', () => {
  it('finds a ticket by its whole number, its beginning and its end', async () => {
    const { no } = await create('编号')
    expect(found(await ask(no), 'number')).toEqual([no])
    expect(found(await ask(no.slice(0, 9)), 'number')).toContain(no)
    expect(found(await ask(no.slice(-4)), 'number')).toContain(no)
    expect(found(await ask(no, 'M0001/mall'), 'number')).toEqual([no])
    expect(found(await ask(no.slice(0, 8), 'M0001/mall'), 'number')).toContain(no)
    expect(found(await ask(no, 'M0002/mall'), 'number')).toEqual([])
    expect(found(await ask(no.slice(-4), 'M0002/mall'), 'number')).toEqual([])
  })

  it('says newest first that there are more', async () => {
    const numbers: string[] = []
    for (let count = 0; count < 8; count++) numbers.push((await create('很多')).no)
    const answer = await ask(numbers[0]!.slice(0, 4))
    const group = answer.groups.find(({ kind }) => kind === 'number')!
    expect(group.more).toBe(true)
    expect(group.items.map(({ no }) => no)).toEqual(numbers.slice(-6).reverse())
  })
})

describe('by phone', () => {
  it.each([['13712345678', ['13712345678', '+86 137-1234-5678', '１３７１２３４５６７８', '5678', '45678', '2345678']], ['057188886666', ['0571-88886666', '+86 571 8888 6666', '88886666', '6666']]])(
    'finds the tickets of %s, masked, however it is written and by its end', async (phone, writings) => {
      const { no } = await create('电话', { customer: { name: '电话客户', phones: [phone], type: 'individual' } })
      for (const typed of writings) {
        const answer = await ask(typed, 'M0001/mall')
        expect([typed, found(answer, 'phone')]).toEqual([typed, [no]])
        expect(JSON.stringify(answer)).not.toContain(phone)
        expect(found(await ask(typed, 'M0003/mall'), 'phone')).toEqual([])
      }
    })

  it('finds a landline that is kept without its area code, and none of another city', async () => {
    const [local, other] = [await create('本地', { customer: { name: '本地', phones: ['66668888'], type: 'individual' } }), await create('外地', { customer: { name: '外地', phones: ['02166668888'], type: 'individual' } })]
    expect(found(await ask('0571-66668888'), 'phone')).toEqual([local.no])
    expect(found(await ask('66668888'), 'phone')).toEqual([other.no, local.no])
  })

  it('shows customers to the call center, masked to administrators, and to nobody else', async () => {
    await makeCustomer(server.database, { name: '顾客甲', phones: ['13688887777'], contracts: [{ number: 'HT-7777-01' }] })
    expect((await ask('13688887777')).customers?.items).toMatchObject([{ name: '顾客甲', phones: ['13688887777'] }])
    expect((await ask('7777', 'HQ/admin')).customers?.items).toMatchObject([{ phones: ['136****7777'] }])
    expect((await ask('HT-7777')).customers?.items).toMatchObject([{ name: '顾客甲' }])
    for (const account of ['M0001/mall', 'DEPT-S/dept', 'LINE-1/line']) expect((await ask('13688887777', account)).customers).toBeNull()
  })
})

describe('by customer and contract', () => {
  it('finds a part of the name and of the number, also after they were changed', async () => {
    const agent = await server.as('HQ/agent')
    const ticket = await create('合同', { customer: { name: '欧阳若兰', phones: ['13912340001'], type: 'individual', contractNo: 'LZ26-05-0418' } })
    await indexAll(server.services)
    expect(found(await ask('若兰'), 'customer')).toEqual([ticket.no])
    for (const typed of ['LZ26-05-0418', 'lz26', '05-0418', '0418']) expect([typed, found(await ask(typed), 'contract')]).toEqual([typed, [ticket.no]])
    await agent.patchTicket({ params: { no: ticket.no }, body: { version: ticket.version, customer: { name: '欧阳雪', contractNo: 'HT-99-1' } } })
    await indexAll(server.services)
    expect(found(await ask('若兰'), 'customer')).toEqual([])
    expect(found(await ask('lz26'), 'contract')).toEqual([])
    expect(found(await ask('欧阳雪'), 'customer')).toEqual([ticket.no])
    expect(found(await ask('HT-99'), 'contract')).toEqual([ticket.no])
  })
})

describe('by what is written', () => {
  it('finds feedback and replies, shows around what, and says of whom and when', async () => {
    const { no, version } = await create('衣柜的滑轨断了，客户很着急。')
    await (await server.as('M0001/mall')).operateTicket({ params: { no }, body: { operation: 'reply', version, content: '已与客户约好，周六带新的【阻尼滑轨】上门。' } })
    await indexAll(server.services)
    const answer = await ask('滑轨')
    expect(found(answer, 'text')).toEqual([no])
    expect(marked(answer)).toEqual(['已与客户约好，周六带新的【阻尼[滑轨]】上门。'])
    expect(answer.groups[0]!.items[0]!.hit).toMatchObject({ operation: 'reply', byName: '用户 mall', voided: false })
    expect(marked(await ask('滑轨断了'))).toEqual(['衣柜的[滑轨断了]，客户很着急。'])
    // Words in different records, and a text that stands there only in pieces.
    expect(found(await ask('阻尼 着急'), 'text')).toEqual([no])
    expect(found(await ask('滑轨上门'), 'text')).toEqual([])
    expect(found(await ask('轨断 了客'), 'text')).toEqual([])
  })

  it('finds a revoked solution, as the timeline shows it, and why a customer was not satisfied', async () => {
    const mall = await server.as('M0001/mall')
    const agent = await server.as('HQ/agent')
    const { no, version } = await create('等方案')
    const resolved = await mall.operateTicket({ params: { no }, body: { operation: 'resolve', version, content: '补发铰链两对' } })
    const again = await agent.operateTicket({ params: { no }, body: { operation: 'reprocess', version: resolved.version } })
    await indexAll(server.services)
    const answer = await ask('铰链')
    expect(found(answer, 'text')).toEqual([no])
    expect(answer.groups[0]!.items[0]!.hit).toMatchObject({ operation: 'resolve', voided: true })
    expect(again.state).not.toBe('resolved')
  })

  it.each(['DEPT-S/dept', 'M0001/mall', 'LINE-1/line', 'HQ/admin', 'HQ/agent'])('lets %s find what he sees', async (account) => {
    const { no } = await create(`范围内 ${account}`, { assistants: ['LINE-1'] })
    await create(`范围内 ${account}`, { mallCode: 'M0003' })
    await indexAll(server.services)
    const seen = found(await ask(`范围内 ${account}`, account), 'text')
    expect(seen).toContain(no)
    expect(seen).toHaveLength(account.startsWith('HQ') ? 2 : 1)
  })

  it.each(['DEPT-N/dept', 'M0002/mall', 'M0003/mall'])('lets %s find nothing that he does not see', async (account) => {
    await create('看不见的文字')
    await create('看不见的文字', { submit: false })
    await indexAll(server.services)
    expect(await ask('看不见', account)).toMatchObject({ groups: [] })
  })

  it('hides everything again from a mall whose return was approved', async () => {
    const { no, version } = await create('退回之前的话')
    await indexAll(server.services)
    const mall = await server.as('M0001/mall')
    expect(found(await ask('退回之前', 'M0001/mall'), 'text')).toEqual([no])
    await mall.operateTicket({ params: { no }, body: { operation: 'return', version, content: '不归我们', reasonCode: 'wrong_mall' } })
    await (await server.as('HQ/approver')).operateTicket({ params: { no }, body: { operation: 'approve_return' } })
    await indexAll(server.services)
    for (const text of [no, '退回之前', '不归我们']) expect(await ask(text, 'M0001/mall')).toMatchObject({ groups: [] })
  })
})

describe('any text', () => {
  const HOSTILE = ["'", '"', '\\', "\\'", "' OR '1'='1", "') OR SLEEP(3)#", '?', '??', ':phrases', '$1', '%', '_', '%%%%', '____', '\0', '\ud800', '\u202e', '😀😀', '😀'.repeat(100), '汉'.repeat(500), 'ﷺ'.repeat(100), '/*!50000 SELECT*/',
    '; DROP TABLE tickets;--', '=HYPERLINK("http://x")', '1'.repeat(500), 'a'.repeat(500), 'ab '.repeat(160), '-'.repeat(40), '0'.repeat(12), '+', '()', '86 86', '٣٤٥٦', '①②③④']

  it.each(HOSTILE)('is answered: %j', async (q) => {
    for (const account of ['HQ/agent', 'M0001/mall', 'DEPT-S/dept', 'LINE-1/line']) {
      const response = await server.request(`/api/v1/search?${new URLSearchParams({ q })}`, { headers: { Authorization: `Bearer ${await server.tokenOf(account)}` } })
      expect([q, account, response.status]).toEqual([q, account, q.trim() === '' ? 422 : 200])
      const answer = await response.json() as SearchAnswer
      expect(answer.groups).toEqual([])
    }
  })

  it('finds signs of patterns and quotes as little as any punctuation, and what stands between them', async () => {
    const { no } = await create(`100%_'"\\ 𠮷野家😀柜`)
    await indexAll(server.services)
    for (const typed of ['𠮷野', '😀', '😀柜', '𠮷', "'𠮷野家"]) expect([typed, found(await ask(typed), 'text')]).toEqual([typed, [no]])
    for (const typed of ['%_', "''"]) expect(await ask(typed)).toMatchObject({ tooShort: 'text', groups: [] })
  })

  it('is said to be too short', async () => {
    expect(await ask('沈')).toEqual({ tooShort: 'text', groups: [], customers: null, indexing: false })
    expect(await ask('123')).toEqual({ tooShort: 'digits', groups: [], customers: null, indexing: false })
    expect((await server.request('/api/v1/search?q=', { headers: { Authorization: `Bearer ${await server.tokenOf('HQ/agent')}` } })).status).toBe(422)
    expect((await server.request(`/api/v1/search?q=${'a'.repeat(501)}`, { headers: { Authorization: `Bearer ${await server.tokenOf('HQ/agent')}` } })).status).toBe(422)
  })
})
