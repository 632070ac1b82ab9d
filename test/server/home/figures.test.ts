import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import type { SatisfactionScore } from '#shared/domain/ticket/enumerations.ts'
import { drillDown, type FigureNumber } from '#shared/domain/figures/drillDown.ts'
import { openSurvey } from '../../support/surveys.ts'
import { problemOf, startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
type Input = NonNullable<Parameters<typeof ticketInput>[0]>

const as = (account: string): Promise<Client> => server.as(account)
async function make(moment: string, more: Input): Promise<Ticket> {
  server.clock.set(moment)
  return (await as('HQ/agent')).createTicket({ body: ticketInput({ level: 'none', ...more }) })
}
const operate = async (account: string, ticket: Ticket, body: Omit<Parameters<Client['operateTicket']>[0]['body'], 'version'>): Promise<Ticket> => {
  const client = await as(account)
  const { version } = await client.getTicket({ params: { no: ticket.no } })
  return client.operateTicket({ params: { no: ticket.no }, body: { ...body, version } })
}
const figuresOf = async (account: string, month: string) => (await as(account)).getFigures({ query: { month } })

/** February of 2026 as Shanghai has it, and a little on both sides. */
const numbers: Record<string, string> = {}
beforeAll(async () => {
  server = await startTestServer({ now: '2026-01-31T15:59:59.999Z' })
  const noted = async (name: string, ticket: Promise<Ticket>): Promise<Ticket> => {
    numbers[name] = (await ticket).no
    return ticket
  }
  await noted('last of January', make('2026-01-31T15:59:59.999Z', { type: 'service' }))
  const replied = await noted('first of February', make('2026-01-31T16:00:00.000Z', { type: 'service' }))
  const returned = await noted('returned', make('2026-02-03T02:00:00Z', { type: 'complaint' }))
  const cancelled = await noted('cancelled', make('2026-02-03T03:00:00Z', { type: 'complaint' }))
  const escalated = await noted('escalated', make('2026-02-04T02:00:00Z', { type: 'service', assistants: ['LINE-1'] }))
  const consult = await noted('consult', make('2026-02-05T02:00:00Z', { type: 'consult', mallCode: 'M0003' }))
  const draft = await noted('saved in February', make('2026-02-05T02:00:00Z', { type: 'complaint', submit: false }))
  const closed = await noted('last of February', make('2026-02-28T15:59:59.999Z', { type: 'complaint', mallCode: 'M0003' }))
  await noted('first of March', make('2026-02-28T16:00:00.000Z', { type: 'consult' }))
  server.clock.set('2026-03-01T02:00:00Z')
  await operate('HQ/agent', draft, { operation: 'submit' })
  await operate('M0001/mall', replied, { operation: 'reply', content: '好。' })
  await operate('M0001/mall', returned, { operation: 'return', content: '不是我们的。', reasonCode: 'other' })
  await (await as('HQ/approver')).operateTicket({ params: { no: returned.no }, body: { operation: 'approve_return' } })
  await operate('HQ/agent', cancelled, { operation: 'cancel', content: '重复。' })
  await operate('HQ/agent', escalated, { operation: 'escalate', level: '2' })
  await operate('HQ/agent', escalated, { operation: 'feedback', content: '又来电。', channel: 'phone' })
  await operate('M0003/mall', consult, { operation: 'reply', content: '好。' })
  await operate('HQ/agent', consult, { operation: 'evaluate', processed: true, score: 'dissatisfied' as SatisfactionScore })
  await operate('DEPT-N/dept', closed, { operation: 'close', content: '好了。' })
  await operate('HQ/agent', closed, { operation: 'evaluate', processed: true, score: 'very_satisfied' as SatisfactionScore })
  const surveyor = await as('HQ/surveyor')
  await surveyor.recordSurvey({ params: { id: await openSurvey(server.database, replied.no, 'survey_contact', server.clock.now()) }, body: { outcome: 'no' } })
  await surveyor.recordSurvey({ params: { id: await openSurvey(server.database, escalated.no, 'survey_contact', server.clock.now()) }, body: { outcome: 'yes' } })
  await surveyor.recordSurvey({ params: { id: await openSurvey(server.database, closed.no, 'survey_contact', server.clock.now()) }, body: { outcome: 'unreachable' } })
})
afterAll(() => server.stop())

describe('the figures of a month', () => {
  it('are of tickets first submitted in it, to the millisecond of the zone, also of what was returned, never of what was cancelled', async () => {
    const { figures } = await figuresOf('HQ/agent', '2026-02')
    expect(figures).toEqual({
      month: '2026-02', from: '2026-01-31T16:00:00.000Z', to: '2026-02-28T16:00:00.000Z',
      total: 5, byType: { complaint: 3, service: 1, consult: 1 }, secondComplaints: 1, escalated: { part: 1, whole: 2 },
      rates: {
        // Late are the service ticket of 1 February and the consultation; of the escalated one nobody has said yet.
        reply: { part: 1, whole: 3 }, resolve: { part: 1, whole: 2 }, contact: { part: 1, whole: 2 }, follow_up: { part: 0, whole: 0 }, process: { part: 0, whole: 0 },
        satisfaction: { part: 1, whole: 1 },
      },
      scores: { very_satisfied: 1, satisfied: 0, neutral: 0, dissatisfied: 0, very_dissatisfied: 0 },
    })
  })

  it('come with the month before', async () => {
    const { previous } = await figuresOf('HQ/agent', '2026-03')
    expect(previous).toEqual((await figuresOf('HQ/agent', '2026-02')).figures)
    expect((await figuresOf('HQ/agent', '2026-02')).previous).toMatchObject({ month: '2026-01', total: 1, byType: { service: 1 } })
  })

  it('have all days of a February, working ones as the calendar says, and their sum is the month', async () => {
    const { figures, days } = await figuresOf('HQ/agent', '2026-02')
    expect(days).toHaveLength(28)
    expect(days.filter(({ byType }) => Object.values(byType).some((n) => n > 0)).map(({ day, byType }) => [day, byType.complaint, byType.service, byType.consult])).toEqual([
      ['2026-02-01', 0, 1, 0], ['2026-02-03', 1, 0, 0], ['2026-02-04', 1, 0, 0], ['2026-02-05', 0, 0, 1], ['2026-02-28', 1, 0, 0],
    ])
    expect(days.reduce((sum, { byType }) => sum + byType.complaint + byType.service + byType.consult, 0)).toBe(figures.total)
    // Sunday; Saturday that is worked for the Spring Festival; its first day; Saturday that is worked for it.
    expect(['2026-02-01', '2026-02-14', '2026-02-16', '2026-02-28'].map((day) => days.find((one) => one.day === day)!.working)).toEqual([false, true, false, true])
  })

  it('of a month without tickets are nothing, also long ago and long ahead', async () => {
    for (const month of ['2024-02', '1901-01', '2998-12']) {
      const { figures, days } = await figuresOf('HQ/agent', month)
      expect([figures.total, figures.escalated, figures.rates.satisfaction]).toEqual([0, { part: 0, whole: 0 }, { part: 0, whole: 0 }])
      expect(days).toHaveLength(month === '2024-02' ? 29 : 31)
    }
    expect((await problemOf((await as('HQ/agent')).getFigures({ query: { month: '1900-12' } }))).code).toBe('validation_failed')
  })

  it.each([
    ['HQ/admin', [5, 3, 1, 1]], ['DEPT-S/dept', [2, 1, 1, 0]], ['DEPT-N/dept', [2, 1, 0, 1]], ['M0001/mall', [2, 1, 1, 0]], ['M0001/mall2', [2, 1, 1, 0]],
    ['M0002/mall', [0, 0, 0, 0]], ['M0003/mall', [2, 1, 0, 1]], ['LINE-1/line', [1, 1, 0, 0]],
  ] as const)('are for %s those of the tickets that he sees', async (account, expected) => {
    const { figures: { total, byType } } = await figuresOf(account, '2026-02')
    expect([total, byType.complaint, byType.service, byType.consult]).toEqual(expected)
  })

  it.each(['HQ/agent', 'DEPT-N/dept', 'M0001/mall', 'LINE-1/line'])('open for %s exactly the tickets that they count', async (account) => {
    const client = await as(account)
    const { figures: { from, to, ...figures } } = await figuresOf(account, '2026-02')
    const range = { from: new Date(from), to: new Date(to) }
    const opened = async (number: FigureNumber): Promise<number> => (await client.queryTickets({ body: { tab: 'figures', conditions: drillDown(number, range) } })).items.length
    expect([
      await opened({ figure: 'total' }), await opened({ figure: 'type', type: 'complaint' }), await opened({ figure: 'second_complaint' }), await opened({ figure: 'escalated', of: 'part' }), await opened({ figure: 'escalated', of: 'whole' }),
      await opened({ figure: 'rate', rate: 'reply', answer: 'no' }), await opened({ figure: 'rate', rate: 'contact', answer: 'both' }), await opened({ figure: 'score', score: 'very_satisfied' }),
    ]).toEqual([
      figures.total, figures.byType.complaint, figures.secondComplaints, figures.escalated.part, figures.escalated.whole,
      figures.rates.reply.whole - figures.rates.reply.part, figures.rates.contact.whole, figures.scores.very_satisfied,
    ])
  })

  it('open a list that is sorted by first submission, latest first, and holds what was returned', async () => {
    const { items } = await (await as('HQ/agent')).queryTickets({ body: { tab: 'figures' } })
    expect(items.map(({ no }) => no)).toEqual(['saved in February', 'first of March', 'last of February', 'consult', 'escalated', 'returned', 'first of February', 'last of January'].map((name) => numbers[name]))
    expect(items.map(({ firstSubmittedAt }) => firstSubmittedAt)).toEqual([...items.map(({ firstSubmittedAt }) => firstSubmittedAt!)].sort().reverse())
  })
})
