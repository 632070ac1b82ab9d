import type { OperationBody } from '#shared/contract/operation.ts'
import type { RequestRow, TicketRow } from '#server/models/index.ts'
import { DEPARTMENT_OF_MALL, LINES, MALLS, type Account } from './cast.ts'
import type { Chance } from './chance.ts'
import { DAY, HOUR } from './times.ts'

const SCORES = ['very_satisfied', 'satisfied', 'neutral', 'dissatisfied', 'very_dissatisfied'] as const
export type Choice = Omit<OperationBody, 'version'> & { by: Account }

/** What a choice is made from. */
export interface Situation {
  row: TicketRow
  pending: readonly RequestRow[]
  /** Of the running assignment; null for head office. */
  mallCode: string | null
  departmentCode: 'DEPT-S' | 'DEPT-N'
  assistants: readonly string[]
  at: number
}

const someMall = (chance: Chance, code: string): Account => (code === 'M0001' ? chance.pick(['M0001/mall', 'M0001/mall2'] as const) : `${code}/mall` as Account)
const someDepartment = (chance: Chance, code: 'DEPT-S' | 'DEPT-N'): Account => (code === 'DEPT-S' ? chance.pick(['DEPT-S/dept', 'DEPT-S/dept2'] as const) : 'DEPT-N/dept')
export const someAgent = (chance: Chance, type: string): Account =>
  chance.pick(type === 'service' ? ['HQ/agent', 'HQ/agent2', 'HQ/service'] as const : ['HQ/agent', 'HQ/agent2', 'HQ/surveyor'] as const)

/** A mall or head office, and the department that goes with it. */
export function someDestination(chance: Chance): { mallCode: string } | { headOffice: { reason: 'no_mall' | 'runaway_mall'; departmentCode: string } } {
  if (chance.happens(0.14)) return { headOffice: { reason: chance.pick(['no_mall', 'runaway_mall'] as const), departmentCode: chance.pick(['DEPT-S', 'DEPT-N'] as const) } }
  return { mallCode: chance.weigh([[MALLS[0], 5], [MALLS[1], 3], [MALLS[2], 3]]) }
}
export const departmentOf = (mallCode: string): 'DEPT-S' | 'DEPT-N' => DEPARTMENT_OF_MALL[mallCode]!

function visitRequest(chance: Chance, { row, at }: Situation): Partial<Choice> {
  const visitAt = row.visitAt!.getTime()
  if (chance.happens(0.3)) return { requestedAt: new Date(chance.between(at + HOUR, visitAt - HOUR)).toISOString(), visitType: 'advance' } as never
  const far = Math.max(visitAt + HOUR, row.createdAt.getTime() + chance.between(41, 50) * DAY)
  const requestedAt = chance.happens(0.4) ? visitAt + chance.between(0.2, 6) * DAY : far
  return { requestedAt: new Date(requestedAt).toISOString(), visitType: 'extend' } as never
}

const evaluation = (chance: Chance, processed: number): Partial<Choice> =>
  ({ processed: chance.happens(processed), score: chance.happens(0.75) ? chance.pick(SCORES) : null, reason: '客户的话。' }) as Partial<Choice>

type Weighed = readonly [Choice, number]

/** What may happen next to a submitted ticket that is not finished, each with its weight. */
export function choicesFor(chance: Chance, situation: Situation): Weighed[] {
  const { row, pending, mallCode, departmentCode, assistants, at } = situation
  const has = (kind: RequestRow['kind']): boolean => pending.some((request) => request.kind === kind)
  const cs = someAgent(chance, row.type)
  const department = someDepartment(chance, departmentCode)
  const dealer = mallCode !== null && chance.happens(0.8) ? someMall(chance, mallCode) : department
  const choices: Weighed[] = []
  const offer = (weight: number, by: Account, operation: OperationBody['operation'], more: object = {}): void => {
    if (weight > 0) choices.push([{ by, operation, content: '写下的内容。', ...more }, weight])
  }
  const { state } = row
  offer(1.3, cs, 'feedback', { channel: 'phone' })
  offer(0.3, cs, 'cancel')
  offer(0.4, cs, 'evaluate', evaluation(chance, 0.6))
  if (row.type === 'service') offer(1.6, chance.pick(['HQ/agent', 'HQ/service'] as const), 'escalate', { level: chance.pick(['1', '3', 'none']) })
  if (assistants.length > 0) offer(0.5, `${chance.pick(assistants)}/line` as Account, 'assist_reply')
  if (has('visit')) {
    offer(3.5, 'HQ/approver', 'approve_visit')
    offer(1, 'HQ/approver', 'reject_visit')
  }
  if (has('return')) {
    offer(3, 'HQ/approver', 'approve_return')
    offer(3, 'HQ/approver', 'reject_return')
    return choices
  }
  offer(0.4, cs, 'reprocess')
  const mayAskForVisit = !has('visit') && row.visitAt !== null && row.visitAt.getTime() - at > 49 * HOUR
  if (mayAskForVisit) offer(1.1, dealer, 'request_visit', visitRequest(chance, situation))
  if (has('closure')) {
    offer(6, chance.pick(['HQ/approver', department] as const), 'approve_closure')
    offer(1.5, chance.pick(['HQ/approver', department] as const), 'reject_closure')
    offer(0.6, department, 'send_back', { reasonCode: 'other' })
    return choices
  }
  const replied = state !== 'unreplied'
  offer(replied ? 0.4 : 5, dealer, 'reply')
  if (state !== 'resolved') offer(replied ? 3 : 2, dealer, 'resolve')
  offer(state === 'resolved' ? 4 : 1.2, dealer, 'close')
  offer(state === 'unreplied' ? 1.4 : 0.6, dealer, 'return', { reasonCode: 'wrong_mall' })
  if (state === 'resolved') offer(1, department, 'send_back', { reasonCode: 'other' })
  return choices
}

/** What may be said once the ticket is closed. */
export const evaluationOfClosed = (chance: Chance, row: TicketRow): Choice =>
  ({ by: someAgent(chance, row.type), operation: 'evaluate', ...evaluation(chance, 0.8) }) as Choice

export const someAssistants = (chance: Chance): string[] => (chance.happens(0.25) ? (chance.happens(0.3) ? [...LINES] : [chance.pick(LINES)]) : [])
export const someScore = (chance: Chance) => chance.pick(SCORES)
