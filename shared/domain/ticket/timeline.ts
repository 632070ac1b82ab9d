/** What the timeline needs of a follow-up record (`workflow.md`, rule 3). */
export interface TimelineRecord {
  readonly id: string
  readonly operation: string
  /** The operation it was synced from; equal to `operation` otherwise. */
  readonly origin: string
  /** ISO 8601. */
  readonly at: string
  readonly content: string | null
  readonly round: unknown
}

/** A record as a timeline shows it, on the page and in a file. */
export interface TimelineItem<Entry extends TimelineRecord> {
  readonly record: Entry
  /** Which feedback it is, from 1; null for other operations. */
  readonly feedbackNumber: number | null
  readonly newest: boolean
  /** Operations that this text also counts as: their records carry the same words and time. */
  readonly countsAs: readonly Entry['operation'][]
  readonly opensRound: boolean
  /** No words of a person, or a remark alone. */
  readonly small: boolean
  /** Records that are not shown by themselves because this one says what they say. */
  readonly synced: readonly Entry[]
}

const FEEDBACK: readonly string[] = ['feedback', 'intake']
/** Whose newest text is red (`interface.md`, Ticket page). */
const NEWEST_IN_RED: readonly string[] = ['reply', 'resolve', 'close']
const OPENS_ROUND: readonly string[] = ['feedback', 'submit', 'reprocess', 'send_back', 'reject_return', 'reject_closure']
/** Operations whose text is a remark, not what was agreed or said. */
const REMARKS: readonly string[] = ['escalate', 'reprocess', 'evaluate', 'cancel', 'submit', 'save', 'patch']

/** Order of the timeline; records of one moment by their id, which grows. */
export function newestFirst(one: Pick<TimelineRecord, 'id' | 'at'>, other: Pick<TimelineRecord, 'id' | 'at'>): number {
  const byTime = Date.parse(other.at) - Date.parse(one.at)
  return byTime !== 0 ? byTime : other.id.length - one.id.length || (other.id > one.id ? 1 : -1)
}

const isSynced = (record: TimelineRecord): boolean => record.origin !== record.operation

/** The newest reply, solution or closing text that still counts; of one moment, the operation that the person chose. */
function newestText<Entry extends TimelineRecord>(records: readonly Entry[]): Entry | null {
  const candidates = records.filter((record) => NEWEST_IN_RED.includes(record.operation) && record.content)
  return candidates.find((record) => record.at === candidates[0]?.at && !isSynced(record)) ?? candidates[0] ?? null
}

/** The records that stand for themselves, by operation and moment. */
function originsOf<Entry extends TimelineRecord>(records: readonly Entry[]): (synced: Entry) => Entry | undefined {
  const keyOf = (operation: string, at: string): string => `${operation} ${at}`
  const origins = new Map<string, Entry>()
  for (const record of records) {
    const key = keyOf(record.operation, record.at)
    if (!isSynced(record) && !origins.has(key)) origins.set(key, record)
  }
  return (synced) => origins.get(keyOf(synced.origin, synced.at))
}

/**
 * The records newest first. A synced record is not shown twice: the record it came from says what else it counts as, and
 * has its reply round.
 */
export function timelineOf<Entry extends TimelineRecord>(records: readonly Entry[]): TimelineItem<Entry>[] {
  const ordered = [...records].sort(newestFirst)
  const newest = newestText(ordered)
  const feedback = new Map(ordered.filter(({ operation }) => FEEDBACK.includes(operation)).reverse().map((record, index) => [record, index + 1]))
  const originOf = originsOf(ordered)
  const syncedOf = new Map<Entry, Entry[]>()
  for (const record of ordered) {
    const origin = isSynced(record) ? originOf(record) : undefined
    if (origin) syncedOf.set(origin, [...(syncedOf.get(origin) ?? []), record])
  }
  return ordered.filter((record) => !isSynced(record) || !originOf(record)).map((record) => {
    const synced = syncedOf.get(record) ?? []
    const round = record.round ?? synced.find((other) => other.round)?.round ?? null
    return {
      record: { ...record, round }, synced, newest: newest !== null && (record === newest || synced.includes(newest)),
      feedbackNumber: feedback.get(record) ?? null, countsAs: synced.map(({ operation }) => operation).reverse(),
      opensRound: OPENS_ROUND.includes(record.operation), small: !record.content || REMARKS.includes(record.operation),
    }
  })
}
