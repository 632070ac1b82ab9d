import { timeOf, timeOrNull, type Raw } from './rows.ts'

/** What happened to a ticket, as its log and history tell it. */
export interface History {
  log: readonly Raw[]
  rounds: readonly Raw[]
  surveys: readonly Raw[]
  records: readonly Raw[]
  /** The last one; null before the first submission. */
  assignment: Raw | null
  /** Of the ticket as it now is. */
  type: string
  /** Up to when deadlines have been watched. */
  now: number
}

const inForce = ({ assignment }: History): Raw | null => (assignment && assignment['outcome'] !== 'returned' ? assignment : null)
const ofAssignment = (rows: readonly Raw[], assignment: Raw): Raw[] => rows.filter((row) => row['assignment_number'] === assignment['number'])

/** `time.md`: false as soon as one round is late, true when all closed rounds were in time, null before. */
export function replyTimely(history: History): boolean | null {
  const assignment = inForce(history)
  if (!assignment) return null
  const rounds = ofAssignment(history.rounds, assignment)
  const late = rounds.some((round) => (timeOrNull(round['closed_at']) ?? history.now) > timeOf(round['due_at']))
  if (late) return false
  return rounds.some((round) => ['reply', 'return', 'resolve', 'close'].includes(String(round['closed_by']))) ? true : null
}

const VOIDING = ['send_back', 'reprocess', 'feedback', 'reject_return', 'reject_closure']

/** `time.md` and rule 4 of `workflow.md`: judged when 解决 or 完结 happens, by the assignment's deadline; passed and unresolved is false. */
export function resolveTimely(history: History): boolean | null {
  const assignment = inForce(history)
  if (!assignment) return null
  const [since, due] = [timeOf(assignment['submitted_at']), timeOf(assignment['resolve_due_at'])]
  let judged: boolean | null = null
  let onRecord = false
  for (const entry of history.log.filter((one) => timeOf(one['at']) >= since)) {
    const [at, operation] = [timeOf(entry['at']), String(entry['operation'])]
    if ((operation === 'resolve' || operation === 'close') && !onRecord) [judged, onRecord] = [at <= due, true]
    else if (VOIDING.includes(operation) && onRecord) [judged, onRecord] = [at <= due ? null : false, false]
    else if (['closed', 'cancelled'].includes(String(entry['state_after'])) && !onRecord) return at <= due ? null : false
  }
  return onRecord || history.now <= due ? judged : false
}

/** yes, no, or null where nobody answered; of the running assignment. */
export function surveyAnswer(history: History, kind: string): boolean | null {
  const assignment = inForce(history)
  const task = assignment && ofAssignment(history.surveys, assignment).find((one) => one['kind'] === kind && one['state'] === 'done')
  return task ? task['outcome'] === 'yes' : null
}

/** The last score of 评价 or of the satisfaction survey since the ticket was handed over. */
export function lastScore(history: History): string | null {
  const assignment = inForce(history)
  if (!assignment) return null
  const scores = history.records.filter((record) => record['operation'] === 'evaluate' && timeOf(record['at']) >= timeOf(assignment['submitted_at']))
    .map((record) => (JSON.parse(String(record['detail'])) as { score: string | null }).score).filter((score) => score !== null)
  return scores.at(-1) ?? null
}

const changeOf = (entry: Raw, column: string): { before: string; after: string } | undefined =>
  (JSON.parse(String(entry['changes'])) as Record<string, { before: string; after: string }>)[column]

/** Rule 5 of `workflow.md`: when a complaint got feedback after the resolve deadline of the assignment that it then had. */
export function lateFeedbacks(history: History, assignments: readonly Raw[]): { at: number; assignment: Raw }[] {
  const firstChange = history.log.map((entry) => changeOf(entry, 'type')).find((change) => change)
  const late: { at: number; assignment: Raw }[] = []
  let type = firstChange?.before ?? history.type
  let assignment: Raw | null = null
  for (const entry of history.log) {
    const at = timeOf(entry['at'])
    type = changeOf(entry, 'type')?.after ?? type
    if (entry['operation'] === 'submit') assignment = assignments.find((one) => timeOf(one['submitted_at']) === at) ?? assignment
    if (entry['operation'] === 'approve_return') assignment = null
    if (entry['operation'] === 'feedback' && type === 'complaint' && assignment && at > timeOf(assignment['resolve_due_at'])) late.push({ at, assignment })
  }
  return late
}
