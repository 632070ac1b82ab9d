import { findRow, findRows } from '#server/database/database.ts'
import type { RequestRow, TicketRow } from '#server/models/index.ts'
import type { TicketType } from '#shared/domain/ticket/types.ts'
import { ACCOUNTS, type Account } from './cast.ts'
import { choicesFor, departmentOf, evaluationOfClosed, someAgent, someAssistants, someDestination, type Choice, type Situation } from './choices.ts'
import type { Stage } from './stage.ts'
import { DAY, HOUR, MINUTE } from './times.ts'

const LEVELS: Record<TicketType, readonly string[]> = { complaint: ['1', '2', '3', '4', '5', 'none'], service: ['A', 'B', 'C', 'none'], consult: ['1', 'none'] }
const TYPES = [['complaint', 4], ['service', 4.5], ['consult', 1.5]] as const

/** How long people let things lie: hours, days, or past every deadline. */
const someDelay = (stage: Stage): number => stage.chance.weigh<[number, number]>([[[4 * MINUTE, 20 * HOUR], 5], [[12 * HOUR, 4 * DAY], 3.2], [[3 * DAY, 9 * DAY], 1.4]])
  .reduce((from, to) => stage.chance.between(from, to))

interface Life { no: string; stepsLeft: number }

const goOn = (stage: Stage, life: Life, at: number): void => {
  if (life.stepsLeft-- > 0) stage.agenda.add(at + someDelay(stage), (moment) => takeStep(stage, life, moment))
}

/** Some people look at the ticket in the days that follow. */
function letPeopleLook(stage: Stage, no: string, at: number): void {
  for (let looks = Math.floor(stage.chance.between(0, 4)); looks > 0; looks--) {
    stage.agenda.add(at + stage.chance.between(MINUTE, 9 * DAY), (moment) => stage.open(stage.chance.pick(ACCOUNTS), no, moment))
  }
}

let customers = 0
const someCustomer = (stage: Stage) => ({
  name: `客户 ${++customers}`, phones: [`139${String(10_000_000 + customers)}`], type: stage.chance.pick(['individual', 'company'] as const),
  province: '广东省', city: stage.chance.pick(['深圳市', '广州市']), address: `滨河路 ${customers} 号`, ...(stage.chance.happens(0.3) ? { contractNo: `HT-${customers % 40}` } : {}),
})

export interface Birth {
  type?: TicketType
  submit?: boolean
  steps?: number
  followUpOf?: string
}

/** A ticket comes into the world, by the call center or by the customer's own report. */
export async function beginLife(stage: Stage, at: number, given: Birth = {}): Promise<void> {
  const { chance } = stage
  const type = given.type ?? chance.weigh<TicketType>(TYPES)
  const life: Life = { no: '', stepsLeft: given.steps ?? Math.floor(chance.between(1, 10)) }
  if (given.submit === undefined && !given.followUpOf && chance.happens(0.06)) {
    const response = await stage.server.request('/api/v1/intake', {
      method: 'POST', headers: { Authorization: `ApiKey ${stage.apiKey}`, 'Content-Type': 'application/json', 'x-test-moment': String(at) },
      body: JSON.stringify({ customer: someCustomer(stage), content: '餐边柜的门关不上。', type }),
    })
    if (response.status !== 201) throw new Error(`intake: ${response.status} ${await response.text()}`)
    life.no = (await response.json() as { no: string }).no
    stage.count('intake')
  } else {
    const submit = given.submit ?? chance.happens(0.86)
    const by = someAgent(chance, type)
    const ticket = await (await stage.as(by, at)).createTicket({
      body: {
        type, level: chance.pick(LEVELS[type]) as 'none', customer: someCustomer(stage), assistants: someAssistants(chance), submit,
        ...(submit || chance.happens(0.6) ? someDestination(chance) : {}), ...(given.followUpOf ? { followUpOf: given.followUpOf } : {}),
        feedback: { content: '六块门板里有两块颜色不一样。', channel: 'phone', calledAt: new Date(at - MINUTE).toISOString() },
      },
    })
    life.no = ticket.no
    stage.count(submit ? 'submit at once' : 'save')
  }
  letPeopleLook(stage, life.no, at)
  goOn(stage, life, at)
}

async function situationOf(stage: Stage, no: string, at: number): Promise<Situation> {
  const { tables } = stage.server.database
  const row = (await findRow(tables.tickets, { no }))!
  const [pending, assistants, organisations] = await Promise.all([
    findRows(tables.requests, { ticketId: row.id, state: 'pending' }), findRows(tables.ticketAssistants, { ticketId: row.id }), findRows(tables.organisations, {}),
  ])
  const codeOf = new Map(organisations.map(({ id, code }) => [id, code]))
  const mallCode = row.mallId === null ? null : codeOf.get(row.mallId)!
  const departmentCode = mallCode === null ? codeOf.get(row.headOfficeDepartmentId ?? 0) : departmentOf(mallCode)
  return { row, pending, mallCode, departmentCode: departmentCode as 'DEPT-S', assistants: assistants.map(({ organisationId }) => codeOf.get(organisationId)!), at }
}

async function takeStep(stage: Stage, life: Life, at: number): Promise<void> {
  const situation = await situationOf(stage, life.no, at)
  const { state } = situation.row
  if (state === 'cancelled') return
  if (state === 'closed') return afterwards(stage, life, situation)
  if (state === 'pending_submission') await waitOrSubmit(stage, situation)
  else if (stage.chance.happens(0.07)) await patch(stage, situation)
  else if (stage.chance.happens(0.03)) await unmask(stage, situation)
  else await act(stage, situation, stage.chance.weigh(choicesFor(stage.chance, situation)))
  goOn(stage, life, at)
}

async function afterwards(stage: Stage, life: Life, situation: Situation): Promise<void> {
  if (stage.chance.happens(0.5)) await act(stage, situation, evaluationOfClosed(stage.chance, situation.row))
  if (stage.chance.happens(0.15)) await beginLife(stage, situation.at + 1, { followUpOf: life.no })
}

/** A draft, or a ticket that came back: some go out (again), some change their type, some are never submitted. */
async function waitOrSubmit(stage: Stage, situation: Situation): Promise<void> {
  const { chance } = stage
  const { row, at } = situation
  const by = someAgent(chance, row.type)
  const what = chance.weigh([['submit', 6], ['feedback', 1.2], ['cancel', 0.8], ['type', 1.6], ['nothing', 0.6]] as const)
  if (what === 'nothing') return
  if (what === 'type') {
    const type = chance.weigh<TicketType>(TYPES)
    const both = row.type === 'service' || type === 'service' ? 'HQ/agent' : by
    await (await stage.as(both, at)).patchTicket({ params: { no: row.no }, body: { version: row.version, type, level: 'none' } })
    stage.count('patch type')
    return
  }
  const known = row.mallId !== null || row.headOfficeDepartmentId !== null
  await act(stage, situation, {
    by, operation: what, content: '好。', ...(what === 'submit' && !(known && chance.happens(0.5)) ? someDestination(chance) : {}), ...(what === 'feedback' ? { channel: 'phone' } : {}),
  } as Choice)
  if (what === 'submit' && row.assignmentNumber > 0) stage.count('submit again')
}

async function patch(stage: Stage, { row, at, departmentCode }: Situation): Promise<void> {
  const assistants = stage.chance.happens(0.5)
  const by: Account = assistants && departmentCode === 'DEPT-N' && !(await isLocked(stage, row)) ? 'DEPT-N/dept' : someAgent(stage.chance, row.type)
  const body = assistants ? { assistants: someAssistants(stage.chance) } : { level: stage.chance.pick(LEVELS[row.type]) as 'none' }
  await (await stage.as(by, at)).patchTicket({ params: { no: row.no }, body: { version: row.version, ...body } })
  stage.count(assistants ? 'patch assistants' : 'patch level')
}

const isLocked = async (stage: Stage, row: TicketRow): Promise<boolean> =>
  (await findRow(stage.server.database.tables.requests, { ticketId: row.id, kind: 'return', state: 'pending' })) !== null

/** Is logged, and nothing has happened to the ticket. */
async function unmask(stage: Stage, { row, at, departmentCode }: Situation): Promise<void> {
  await (await stage.as(`${departmentCode}/dept`, at)).unmaskTicket({ params: { no: row.no } })
  stage.count('unmask')
}

async function act(stage: Stage, { row, pending, at }: Situation, choice: Choice): Promise<void> {
  const { by, ...body } = choice
  const client = await stage.as(by, at)
  const [decision, kind] = choice.operation.split('_')
  stage.count(choice.operation)
  if ((decision === 'approve' || decision === 'reject') && by === 'HQ/approver' && stage.chance.happens(0.5)) {
    const request: RequestRow = pending.find((one) => one.kind === kind)!
    const { results } = await client.decideApprovals({ body: { decisions: [{ id: String(request.id), decision, comment: '看过了。' }] } })
    if (results[0]?.outcome !== 'decided') throw new Error(`${row.no}: ${JSON.stringify(results)}`)
    return
  }
  await client.operateTicket({ params: { no: row.no }, body: { ...body, version: row.version } })
}
