import { allowedNow } from './modelDecision.ts'
import { DAY, HOUR } from './modelCalendar.ts'
import { isDecision, type Body } from './modelInput.ts'
import { shownReplyDueAt, type ModelTicket } from './modelTicket.ts'
import { ACCOUNTS, type Account } from './people.ts'
import type { Fault, Step } from './steps.ts'
import { operationsOf, type ModelRow } from './transitionTable.ts'

/** What a step comes to on the ticket as it stands. */
export interface Asked {
  at: number
  who: Account
  body: Body
}

function deadlineOf(ticket: ModelTicket, name: string): number | null {
  switch (name) {
    case 'reply': return shownReplyDueAt(ticket)
    case 'resolve': return ticket.resolveDueAt
    case 'visit': return ticket.visitAt
    default: return ticket.visitAt === null ? null : ticket.visitAt - 48 * HOUR
  }
}

/** Time never goes back: a deadline that has passed lets an hour pass. */
export function momentOf(ticket: ModelTicket, { pause }: Step, now: number): number {
  if (typeof pause === 'number') return now + pause
  const [which = '', ...name] = pause.split(' ')
  const deadline = deadlineOf(ticket, name.join(' '))
  const moment = deadline === null ? now : deadline + (which === 'past' ? 1 : 0)
  return moment > now && moment < now + 60 * DAY ? moment : now + HOUR
}

const ENDING = ['cancel']

function whoAndWhat(table: readonly ModelRow[], ticket: ModelTicket, { asks, mayEnd }: Step, now: number): [Account, string] {
  const operations = operationsOf(table)
  if ('who' in asks) return [asks.who, operations[asks.operation % operations.length]!]
  const possible = new Map<string, Account[]>()
  for (const account of ACCOUNTS) {
    for (const operation of allowedNow(table, ticket, account, now)) {
      if (mayEnd || !ENDING.includes(operation)) possible.set(operation, [...(possible.get(operation) ?? []), account])
    }
  }
  const names = [...possible.keys()]
  if (names.length === 0) return ['HQ/agent', operations[asks.possible % operations.length]!]
  const operation = names[asks.possible % names.length]!
  const accounts = possible.get(operation)!
  return [accounts[Math.floor(asks.possible / names.length) % accounts.length]!, operation]
}

function visitDate(ticket: ModelTicket, { visit }: Step, now: number): number {
  if (visit === 'limit') return ticket.createdAt + 40 * DAY
  return visit === 'below limit' ? ticket.createdAt + 40 * DAY - 1 : now + visit
}

const iso = (instant: number): string => new Date(instant).toISOString()

function headOfficeOrMall({ chooses }: Step): Body {
  if (chooses === null) return {}
  return 'mall' in chooses ? { mallCode: chooses.mall } : { headOffice: { reason: 'customer_request', departmentCode: chooses.department } }
}

/** The body that fits, before any fault. */
function fittingBody(ticket: ModelTicket, operation: string, step: Step, now: number): Body {
  const body: Body = { operation, ...(isDecision(operation) ? {} : { version: ticket.version }), content: '已联系客户。' }
  const wanted = visitDate(ticket, step, now)
  switch (operation) {
    case 'return': case 'send_back': return { ...body, reasonCode: 'wrong_mall' }
    case 'feedback': return { ...body, channel: 'phone' }
    case 'evaluate': return { ...body, processed: step.mayEnd && step.processed, ...(step.score === undefined ? {} : { score: step.score }) }
    case 'escalate': return { ...body, ...(step.level === undefined ? {} : { level: step.level }) }
    case 'submit': return { ...body, ...headOfficeOrMall(step) }
    case 'request_visit': return { ...body, requestedAt: iso(wanted), visitType: ticket.visitAt !== null && wanted < ticket.visitAt ? 'advance' : 'extend' }
    case 'approve_visit': return step.choosesVisit ? { ...body, visitAt: iso(wanted) } : body
    default: return body
  }
}

const without = (body: Body, field: string): Body => Object.fromEntries(Object.entries(body).filter(([name]) => name !== field))

/** The field of a visit date, where the body has one. */
function withVisitDate(body: Body, instant: number): Body {
  if (body['operation'] === 'request_visit') return { ...body, requestedAt: iso(instant) }
  return body['operation'] === 'approve_visit' ? { ...body, visitAt: iso(instant) } : body
}

function spoil(ticket: ModelTicket, body: Body, fault: Fault, now: number): Body {
  switch (fault) {
    case 'older_version': return ticket.version > 1 ? { ...body, version: ticket.version - 1 } : body
    case 'newer_version': return { ...body, version: ticket.version + 1 }
    case 'no_version': return without(body, 'version')
    case 'no_content': return without(body, 'content')
    case 'blank_content': return { ...body, content: ' \n ' }
    case 'no_reason': return without(body, 'reasonCode')
    case 'unknown_reason': return { ...body, reasonCode: 'nobody_knows' }
    case 'unknown_cause': return { ...body, causeCode: 'nobody_knows' }
    case 'unknown_field': return { ...body, colour: 'red' }
    case 'unknown_operation': return { ...body, operation: 'reopen' }
    case 'past_visit': return withVisitDate(body, now)
    case 'same_visit': return ticket.visitAt === null ? body : withVisitDate(body, ticket.visitAt)
    case 'wrong_visit_type': return body['visitType'] === undefined ? body : { ...body, visitType: body['visitType'] === 'advance' ? 'extend' : 'advance' }
    case 'no_result': return without(body, 'processed')
    case 'level_of_another_type': return body['operation'] === 'escalate' ? { ...body, level: 'B' } : body
    case 'mall_and_head_office':
      return body['operation'] === 'submit' ? { ...body, mallCode: 'M0001', headOffice: { reason: 'no_mall', departmentCode: 'DEPT-S' } } : body
  }
}

export function askedBy(table: readonly ModelRow[], ticket: ModelTicket, step: Step, before: number): Asked {
  const at = momentOf(ticket, step, before)
  const [who, operation] = whoAndWhat(table, ticket, step, at)
  const body = fittingBody(ticket, operation, step, at)
  return { at, who, body: step.fault === null ? body : spoil(ticket, body, step.fault, at) }
}
