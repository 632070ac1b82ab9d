import { kindOf, sees } from './sight.ts'
import { timeOf, type Raw } from './rows.ts'
import type { Truth } from './truth.ts'

/** Whether the tabs of requests of somebody hold this one: of what he sees and had in hand when it was asked, and what his side asked. */
function holds(truth: Truth, account: string, request: Raw): boolean {
  const organisation = account.split('/')[0]!
  if (kindOf(account) === 'call center') return true
  if (truth.codeOf.get(Number(request['requested_organisation_id'])) === organisation) return true
  const ticket = truth.tickets.find(({ id }) => id === Number(request['ticket_id']))!
  if (!sees(account, ticket)) return false
  const assignment = truth.rows.assignments.find((one) => one['ticket_id'] === request['ticket_id'] && one['number'] === request['assignment_number'])!
  const mall = assignment['mall_id'] === null ? null : truth.codeOf.get(Number(assignment['mall_id']))!
  if (kindOf(account) === 'mall') return mall === organisation
  return (mall === null ? truth.codeOf.get(Number(assignment['department_id'])) : truth.departmentOf.get(mall)) === organisation
}

const isPending = (request: Raw): boolean => request['state'] === 'pending'

/** Pending ones first, oldest first; then the decided ones, newest first. */
export function requestsOf(truth: Truth, account: string, kind: string): Raw[] {
  const mine = truth.rows.requests.filter((request) => request['kind'] === kind && holds(truth, account, request))
  const oldestFirst = (column: string) => (one: Raw, other: Raw): number => timeOf(one[column]) - timeOf(other[column]) || Number(one['id']) - Number(other['id'])
  return [...mine.filter(isPending).sort(oldestFirst('requested_at')), ...mine.filter((request) => !isPending(request)).sort(oldestFirst('decided_at')).reverse()]
}
export const pendingOf = (truth: Truth, account: string, kind: string): number => requestsOf(truth, account, kind).filter(isPending).length

const POOL_OF_KIND: Record<string, string> = {
  survey_contact: 'follow_up', survey_follow_up: 'follow_up', survey_resolution: 'resolution', survey_satisfaction: 'satisfaction',
}

/** Tasks of a pool: those that are still to be asked, due first; then the others, due last first. */
export function surveysOf({ rows }: Truth, pool: string): Raw[] {
  const tasks = rows.survey_tasks.filter((task) => POOL_OF_KIND[String(task['kind'])] === pool)
  const dueFirst = (one: Raw, other: Raw): number => timeOf(one['due_at']) - timeOf(other['due_at']) || Number(one['id']) - Number(other['id'])
  const isOpen = (task: Raw): boolean => task['state'] === 'open'
  return [...tasks.filter(isOpen).sort(dueFirst), ...tasks.filter((task) => !isOpen(task)).sort(dueFirst).reverse()]
}
export const openSurveysOf = (truth: Truth, pool: string): number => surveysOf(truth, pool).filter((task) => task['state'] === 'open').length
