import type { Opening } from '../month/stage.ts'
import { lastScore, lateFeedbacks, replyTimely, resolveTimely, surveyAnswer, type History } from './judgements.ts'
import { byTicket, timeOf, timeOrNull, type Raw, type Rows } from './rows.ts'

/** A ticket as it must be, from its history; only what no history tells (type, level, when it was made) is its row's. */
export interface True {
  id: number
  no: string
  row: Raw
  type: string
  state: string
  createdAt: number
  /** Codes of who sees it besides the call center. */
  mall: string | null
  department: string | null
  assistants: string[]
  returned: boolean
  firstSubmittedAt: number | null
  receivedAt: number | null
  lastEventAt: number
  replyTimely: boolean | null
  resolveTimely: boolean | null
  contactTimely: boolean | null
  followUpTimely: boolean | null
  processTimely: boolean | null
  score: string | null
  secondComplaint: boolean
  /** The first feedback after the resolve deadline of the last assignment, of a complaint. */
  lateFeedbackAt: number | null
  escalated: boolean
  /** The earliest deadline of a reply that is waited for; null where none is. */
  openReplyDueAt: number | null
  log: Raw[]
}

/** Everything that the lists and figures are to be held against. */
export interface Truth {
  now: number
  tickets: True[]
  rows: Rows
  codeOf: ReadonlyMap<number, string>
  departmentOf: ReadonlyMap<string, string | null>
  userOf: (account: string) => number
  accountsOf: (organisation: string) => number[]
  openings: readonly Opening[]
}

/** Somebody looked at something or took a copy: nothing has happened to the ticket. */
const NOTHING_HAPPENED = ['unmask', 'download']

/** @param now up to when the deadlines have been swept, in ms */
export function tellTruth(rows: Rows, openings: readonly Opening[], now: number): Truth {
  const codeOf = new Map(rows.organisations.map(({ id, code }) => [Number(id), String(code)]))
  const departmentOf = new Map(rows.organisations.map((organisation) => [String(organisation['code']), organisation['department_id'] === null ? null : codeOf.get(Number(organisation['department_id']))!]))
  const of = Object.fromEntries((['assignments', 'reply_rounds', 'survey_tasks', 'records', 'operation_log', 'ticket_assistants'] as const).map((table) => [table, byTicket(rows[table])]))
  const accounts = rows.users.map((user) => ({ id: Number(user['id']), organisation: codeOf.get(Number(user['organisation_id']))!, account: String(user['account']) }))

  const tickets = rows.tickets.map((row): True => {
    const assignments = of['assignments']!(row['id']).sort((one, other) => Number(one['number']) - Number(other['number']))
    const assignment = assignments.at(-1) ?? null
    const log = of['operation_log']!(row['id']).sort((one, other) => Number(one['sequence']) - Number(other['sequence']))
    const history: History = {
      log, rounds: of['reply_rounds']!(row['id']), surveys: of['survey_tasks']!(row['id']), records: of['records']!(row['id']), assignment, type: String(row['type']), now,
    }
    const happened = log.filter(({ operation }) => !NOTHING_HAPPENED.includes(String(operation)))
    const inForce = assignment && assignment['outcome'] !== 'returned' ? assignment : null
    const mall = inForce && inForce['mall_id'] !== null ? codeOf.get(Number(inForce['mall_id']))! : null
    const headOffice = inForce && inForce['mall_id'] === null ? codeOf.get(Number(inForce['department_id']))! : null
    const late = lateFeedbacks(history, assignments)
    const open = history.rounds.filter((round) => round['closed_at'] === null)
    return {
      id: Number(row['id']), no: String(row['no']), row, type: history.type, state: String(log.at(-1)!['state_after']), createdAt: timeOf(row['created_at']),
      mall, department: mall === null ? headOffice : departmentOf.get(mall)!,
      assistants: inForce ? of['ticket_assistants']!(row['id']).map(({ organisation_id }) => codeOf.get(Number(organisation_id))!) : [],
      returned: assignment?.['outcome'] === 'returned', firstSubmittedAt: assignments[0] ? timeOf(assignments[0]['submitted_at']) : null,
      receivedAt: history.rounds.length > 0 ? Math.max(...history.rounds.map(({ opened_at }) => timeOf(opened_at))) : null,
      lastEventAt: Math.max(...happened.map(({ at }) => timeOf(at))),
      replyTimely: replyTimely(history), resolveTimely: resolveTimely(history), contactTimely: surveyAnswer(history, 'survey_contact'),
      followUpTimely: surveyAnswer(history, 'survey_follow_up'), processTimely: surveyAnswer(history, 'survey_resolution'), score: lastScore(history),
      secondComplaint: late.length > 0, lateFeedbackAt: late.find((one) => one.assignment === assignment)?.at ?? null, escalated: log.some(({ operation }) => operation === 'escalate'),
      openReplyDueAt: open.length > 0 ? Math.min(...open.map(({ due_at }) => timeOrNull(due_at)!)) : null, log: happened,
    }
  })
  return {
    now, tickets, rows, codeOf, departmentOf, openings,
    userOf: (name) => accounts.find(({ organisation, account }) => `${organisation}/${account}` === name)!.id,
    accountsOf: (organisation) => accounts.filter((one) => one.organisation === organisation).map(({ id }) => id),
  }
}
