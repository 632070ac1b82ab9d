import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { SurveyKind } from '#shared/domain/sla/surveys.ts'
import { findRow, findRows, updateRows } from '#server/database/database.ts'
import { makeUser } from '../../support/factories.ts'
import { openSurvey } from '../../support/surveys.ts'
import { problemOf, startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
let surveyor: Client
let no: string

beforeEach(async () => {
  server = await startTestServer({ now: '2026-03-04T02:00:00Z' })
  surveyor = await server.as('HQ/surveyor')
  no = (await (await server.as('HQ/agent')).createTicket({ body: ticketInput() })).no
  server.clock.advance(24 * 3_600_000)
})
afterEach(() => server.stop())

const open = (kind: SurveyKind): Promise<string> => openSurvey(server.database, no, kind, server.clock.now())
const getTicket = () => surveyor.getTicket({ params: { no } })
const ticketRow = async () => (await findRow(server.database.tables.tickets, { no }))!
const breaches = async () => (await findRows(server.database.tables.breaches, {})).map(({ kind }) => kind)
const marks = async () => (await findRows(server.database.tables.ticketMarks, {})).map(({ mark }) => mark).sort()
const events = async (kind: string) => findRows(server.database.tables.events, { kind: kind as 'survey_breach' })
const audiencesOf = async (eventId: number) => [...new Set((await findRows(server.database.tables.outbox, { eventId })).map(({ audience }) => audience.split(':')[0]))].sort()

describe('the answer of a question', () => {
  it.each([
    ['survey_contact', 'contactTimely', 'late_contact', true], ['survey_follow_up', 'followUpTimely', 'late_follow_up', false], ['survey_resolution', 'processTimely', 'late_process', true],
  ] as const)('no to %s makes %s false, is the breach %s, and the mall is told: %s', async (kind, field, breach, told) => {
    const { version } = await getTicket()
    const survey = await surveyor.recordSurvey({ params: { id: await open(kind) }, body: { outcome: 'no' } })
    expect(survey).toMatchObject({ state: 'done', outcome: 'no', tries: 0, answeredBy: '用户 surveyor', answeredAt: server.clock.now().toISOString(), mayAnswer: false })
    expect(await getTicket()).toMatchObject({ [field]: false, version, state: 'unreplied', unread: false })
    expect([await breaches(), await marks()]).toEqual([[breach], [breach]])
    const breachEvents = await events('survey_breach')
    expect(breachEvents).toHaveLength(told ? 1 : 0)
    for (const { id } of breachEvents) expect(await audiencesOf(id)).toEqual(['department', 'mall'])
  })

  it('yes fills the field and breaches nothing', async () => {
    await surveyor.recordSurvey({ params: { id: await open('survey_contact') }, body: { outcome: 'yes' } })
    expect(await getTicket()).toMatchObject({ contactTimely: true, followUpTimely: null })
    expect([await breaches(), await marks(), await events('survey_breach')]).toEqual([[], [], []])
  })

  it('stands in the log with its chain, in the follow-up records, and makes the ticket unread for others', async () => {
    const mall = await server.as('M0001/mall')
    await mall.getTicket({ params: { no } })
    server.clock.advance(1000)
    await surveyor.recordSurvey({ params: { id: await open('survey_contact') }, body: { outcome: 'no' } })
    const { items: log } = await surveyor.getTicketLog({ params: { no } })
    const entry = log.find(({ operation }) => operation === 'survey_result')
    expect(entry).toMatchObject({ byName: '用户 surveyor', role: 'cs', stateBefore: 'unreplied', stateAfter: 'unreplied', changes: { contactTimely: { before: null, after: false }, survey_contact: { before: null, after: 'no' } } })
    expect(Math.max(...log.map(({ sequence }) => sequence))).toBe((await ticketRow()).logSequence)
    const { items: records } = await mall.getTicketRecords({ params: { no } })
    expect(records[0]).toMatchObject({ operation: 'survey_result', byName: '用户 surveyor', detail: { survey: 'survey_contact', outcome: 'no' } })
    expect((await mall.queryTickets({ body: { tab: 'unread' } })).items.map((ticket) => ticket.no)).toEqual([no])
  })

  it('unreachable leaves the task open twice and ends it the third time, filling nothing', async () => {
    const id = await open('survey_resolution')
    const seen = []
    for (let time = 0; time < 3; time++) {
      const { state, tries, mayAnswer } = await surveyor.recordSurvey({ params: { id }, body: { outcome: 'unreachable' } })
      seen.push([state, tries, mayAnswer])
    }
    expect(seen).toEqual([['open', 1, true], ['open', 2, true], ['unreachable', 3, false]])
    expect(await problemOf(surveyor.recordSurvey({ params: { id }, body: { outcome: 'yes' } }))).toMatchObject({ status: 409, code: 'operation_not_allowed' })
    expect(await getTicket()).toMatchObject({ processTimely: null })
    expect(await breaches()).toEqual([])
    const { items: records } = await surveyor.getTicketRecords({ params: { no } })
    expect(records.filter(({ operation }) => operation === 'survey_result')).toHaveLength(1)
  })
})

describe('the answer of the satisfaction survey', () => {
  it('processed closes the ticket as an evaluation does, with the score and the reason of the customer', async () => {
    const id = await open('survey_satisfaction')
    const survey = await surveyor.recordSurvey({ params: { id }, body: { processed: true, score: 'satisfied', reason: '上门很快' } })
    expect(survey).toMatchObject({ state: 'done', satisfaction: { processed: true, score: 'satisfied', reason: '上门很快' }, outcome: null, ticket: { state: 'closed' } })
    expect(await getTicket()).toMatchObject({ state: 'closed', satisfaction: { processed: true, score: 'satisfied', reason: '上门很快' } })
    expect([await breaches(), await events('dissatisfied')]).toEqual([[], []])
  })

  it('not processed leaves the state, and a dissatisfied score is a breach of which the mall is told', async () => {
    const id = await open('survey_satisfaction')
    await surveyor.recordSurvey({ params: { id }, body: { processed: false, score: 'very_dissatisfied', reason: '没人来' } })
    expect(await getTicket()).toMatchObject({ state: 'unreplied', satisfaction: { processed: false, score: 'very_dissatisfied', reason: '没人来' } })
    expect([await breaches(), await marks()]).toEqual([['dissatisfied'], ['dissatisfied']])
    const [event, ...more] = await events('dissatisfied')
    expect(more).toEqual([])
    expect(await audiencesOf(event!.id)).toEqual(['department', 'mall'])
  })

  it('records the result of a closed ticket and never reopens it', async () => {
    const id = await open('survey_satisfaction')
    await (await server.as('HQ/agent')).operateTicket({ params: { no }, body: { operation: 'evaluate', version: 1, processed: true } })
    await surveyor.recordSurvey({ params: { id }, body: { processed: false, score: 'neutral' } })
    expect(await getTicket()).toMatchObject({ state: 'closed', satisfaction: { processed: false, score: 'neutral', reason: null } })
  })

  it('is an ended task after an evaluation with a score: no second answer', async () => {
    const id = await open('survey_satisfaction')
    await (await server.as('HQ/agent')).operateTicket({ params: { no }, body: { operation: 'evaluate', version: 1, processed: false, score: 'neutral' } })
    expect(await problemOf(surveyor.recordSurvey({ params: { id }, body: { processed: true, score: 'satisfied' } }))).toMatchObject({ status: 409, code: 'operation_not_allowed' })
    expect(await getTicket()).toMatchObject({ state: 'unreplied', satisfaction: { score: 'neutral' } })
  })
})

describe('a result is refused', () => {
  it('of two at the same moment the second: one breach, one log entry', async () => {
    const id = await open('survey_contact')
    const agent = await server.as('HQ/agent')
    const answers = await Promise.allSettled([surveyor, agent].map((client) => client.recordSurvey({ params: { id }, body: { outcome: 'no' } })))
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = answers.find((answer) => answer.status === 'rejected')!
    expect(await problemOf(Promise.reject(refused.reason))).toMatchObject({ status: 409, code: 'operation_not_allowed' })
    const { items } = await surveyor.getTicketLog({ params: { no } })
    expect(items.filter(({ operation }) => operation === 'survey_result')).toHaveLength(1)
    expect(await breaches()).toEqual(['late_contact'])
  })

  it('where it does not fit what was asked, and nothing is written', async () => {
    const [contact, satisfaction] = [await open('survey_contact'), await open('survey_satisfaction')]
    expect(await problemOf(surveyor.recordSurvey({ params: { id: contact }, body: { processed: true, score: 'neutral' } })))
      .toMatchObject({ status: 422, errors: { outcome: ['required'], processed: ['unknown_field'], score: ['unknown_field'] } })
    expect(await problemOf(surveyor.recordSurvey({ params: { id: satisfaction }, body: { outcome: 'yes' } })))
      .toMatchObject({ status: 422, errors: { outcome: ['unknown_field'], processed: ['required'], score: ['required'] } })
    const tasks = await findRows(server.database.tables.surveyTasks, {})
    expect(tasks.map(({ state, version }) => [state, version])).toEqual([['open', 1], ['open', 1]])
  })

  it('for a task that an approved return has ended, and for one of an earlier assignment', async () => {
    const id = await open('survey_contact')
    const mall = await server.as('M0001/mall')
    await mall.operateTicket({ params: { no }, body: { operation: 'return', version: 1, content: '不是我们的客户。', reasonCode: 'wrong_mall' } })
    await (await server.as('HQ/approver')).operateTicket({ params: { no }, body: { operation: 'approve_return' } })
    expect(await problemOf(surveyor.recordSurvey({ params: { id }, body: { outcome: 'no' } }))).toMatchObject({ status: 409 })
    await (await server.as('HQ/agent')).operateTicket({ params: { no }, body: { operation: 'submit', version: 3 } })
    await updateRows(server.database.tables.surveyTasks, { state: 'open' }, {}, null)
    expect(await problemOf(surveyor.recordSurvey({ params: { id }, body: { outcome: 'no' } }))).toMatchObject({ status: 409 })
    expect(await getTicket()).toMatchObject({ contactTimely: null })
  })

  it('from call-center staff who is limited to other types of ticket', async () => {
    await makeUser(server.database, server.world.HQ, 'services', ['surveyor'], { ticketTypes: ['service'] })
    const limited = await server.as('HQ/services')
    const id = await open('survey_contact')
    expect(await problemOf(limited.recordSurvey({ params: { id }, body: { outcome: 'yes' } }))).toMatchObject({ status: 403 })
    expect((await limited.listSurveys({ query: {} })).items).toMatchObject([{ id, mayAnswer: false }])
  })
})

it('the same result with the same idempotency key is recorded once and answered the same', async () => {
  const id = await open('survey_resolution')
  const send = async () => server.request(`/api/v1/surveys/${id}/result`, {
    method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${await server.tokenOf('HQ/surveyor')}`, 'Idempotency-Key': key }, body: JSON.stringify({ outcome: 'unreachable' }),
  })
  const key = randomUUID()
  const first = await send()
  const second = await send()
  expect([first.status, second.status, second.headers.get('Idempotent-Replayed')]).toEqual([200, 200, 'true'])
  expect(await second.json()).toEqual(await first.json())
  expect(await findRows(server.database.tables.surveyTasks, {})).toMatchObject([{ tries: 1, state: 'open' }])
})
