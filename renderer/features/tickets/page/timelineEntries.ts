import type { FollowUpRecord } from '#shared/contract/history.ts'
import type { IconName } from '../../../components/icons/iconShapes.ts'
import { newestFirst } from './ticketChanges.ts'

/** The chips above the timeline; their words are `ticket.filter.<id>`. */
export const RECORD_FILTERS = ['all', 'feedback', 'reply', 'resolve', 'close', 'assist', 'request'] as const
export type RecordFilter = (typeof RECORD_FILTERS)[number]

type RecordOperation = FollowUpRecord['operation']

const GROUPS: Partial<Record<RecordOperation, RecordFilter>> = {
  feedback: 'feedback', intake: 'feedback', reply: 'reply', resolve: 'resolve', close: 'close', assist_reply: 'assist',
  return: 'request', request_visit: 'request', send_back: 'request', reprocess: 'request',
  approve_return: 'request', reject_return: 'request', approve_visit: 'request', reject_visit: 'request', approve_closure: 'request', reject_closure: 'request',
}
const ICONS: Partial<Record<RecordOperation, IconName>> = {
  feedback: 'incoming-call', intake: 'inbox', submit: 'send', save: 'document', cancel: 'state-cancelled', reply: 'chat', resolve: 'state-resolved', close: 'check',
  return: 'return', send_back: 'return', request_visit: 'calendar', reprocess: 'refresh', evaluate: 'checklist', escalate: 'escalate', assist_reply: 'assist',
  approve_return: 'check', approve_closure: 'check', approve_visit: 'check', reject_return: 'close', reject_closure: 'close', reject_visit: 'close', patch: 'edit',
}
/** Whose newest text is red (`interface.md`, Ticket page). */
const NEWEST_IN_RED: readonly RecordOperation[] = ['reply', 'resolve', 'close']
const OPENS_ROUND: readonly RecordOperation[] = ['feedback', 'submit', 'reprocess', 'send_back', 'reject_return', 'reject_closure']

/** Operations whose text is a remark, not what was agreed or said. */
const REMARKS: readonly RecordOperation[] = ['escalate', 'reprocess', 'evaluate', 'cancel', 'submit', 'save', 'patch']

/** A record as the timeline draws it. */
export interface TimelineEntry {
  readonly record: FollowUpRecord
  readonly icon: IconName
  /** Which feedback it is, from 1; null for other operations. */
  readonly feedbackNumber: number | null
  readonly newest: boolean
  /** Operations that this text also counts as (`workflow.md`, rule 3): their records carry the same words and time. */
  readonly countsAs: readonly RecordOperation[]
  readonly opensRound: boolean
  /** Drawn small: no words of a person, or a remark alone. */
  readonly small: boolean
}

export const filterOf = (record: FollowUpRecord): RecordFilter => GROUPS[record.operation] ?? 'all'
export const iconOf = (operation: RecordOperation): IconName => ICONS[operation] ?? 'document'

const isSynced = (record: FollowUpRecord): boolean => record.origin !== record.operation

/** The record that a synced one came from. */
const originOf = (synced: FollowUpRecord, records: readonly FollowUpRecord[]): FollowUpRecord | undefined =>
  records.find((record) => record.operation === synced.origin && !isSynced(record) && record.at === synced.at)

/** The newest reply, solution or closing text that still counts; of one moment, the operation that the person chose. */
function newestText(records: readonly FollowUpRecord[]): FollowUpRecord | null {
  const candidates = records.filter((record) => NEWEST_IN_RED.includes(record.operation) && record.content)
  return candidates.find((record) => record.at === candidates[0]?.at && !isSynced(record)) ?? candidates[0] ?? null
}

/**
 * The records newest first. A synced record is not drawn twice: the record it came from says what else it counts as.
 */
export function timelineEntries(records: readonly FollowUpRecord[]): TimelineEntry[] {
  const ordered = [...records].sort(newestFirst)
  const newest = newestText(ordered)
  const feedback = ordered.filter((record) => record.operation === 'feedback' || record.operation === 'intake').reverse()
  return ordered
    .filter((record) => !isSynced(record) || !originOf(record, ordered))
    .map((record) => {
      const synced = ordered.filter((other) => isSynced(other) && originOf(other, ordered) === record)
      const round = record.round ?? synced.find((other) => other.round)?.round ?? null
      const feedbackAt = feedback.indexOf(record)
      return {
        record: { ...record, round }, icon: iconOf(record.operation), newest: newest !== null && (record === newest || synced.includes(newest)),
        feedbackNumber: feedbackAt < 0 ? null : feedbackAt + 1,
        countsAs: synced.map((other) => other.operation).reverse(), opensRound: OPENS_ROUND.includes(record.operation),
        small: !record.content || REMARKS.includes(record.operation),
      }
    })
}

/** How many entries each chip shows; chips without any are left out, `all` stays. */
export function filterCounts(entries: readonly TimelineEntry[]): { id: RecordFilter; count: number }[] {
  return RECORD_FILTERS.map((id) => ({ id, count: id === 'all' ? entries.length : entries.filter((entry) => matchesFilter(entry, id)).length }))
    .filter(({ id, count }) => id === 'all' || count > 0)
}

/** A resolve that counts as a reply is found under both. */
export const matchesFilter = (entry: TimelineEntry, filter: RecordFilter): boolean =>
  filter === 'all' || filterOf(entry.record) === filter || entry.countsAs.some((operation) => GROUPS[operation] === filter)
