import type { FollowUpRecord } from '#shared/contract/history.ts'
import { timelineOf, type TimelineItem } from '#shared/domain/ticket/timeline.ts'
import type { IconName } from '../../../components/icons/iconShapes.ts'

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
/** A record as the timeline draws it. */
export interface TimelineEntry extends TimelineItem<FollowUpRecord> {
  readonly icon: IconName
}

export const filterOf = (record: FollowUpRecord): RecordFilter => GROUPS[record.operation] ?? 'all'
export const iconOf = (operation: RecordOperation): IconName => ICONS[operation] ?? 'document'

/** The records newest first, each with its picture; a synced record is not drawn twice. */
export const timelineEntries = (records: readonly FollowUpRecord[]): TimelineEntry[] =>
  timelineOf(records).map((item) => ({ ...item, icon: iconOf(item.record.operation) }))

/** How many entries each chip shows; chips without any are left out, `all` stays. */
export function filterCounts(entries: readonly TimelineEntry[]): { id: RecordFilter; count: number }[] {
  return RECORD_FILTERS.map((id) => ({ id, count: id === 'all' ? entries.length : entries.filter((entry) => matchesFilter(entry, id)).length }))
    .filter(({ id, count }) => id === 'all' || count > 0)
}

/** A resolve that counts as a reply is found under both. */
export const matchesFilter = (entry: TimelineEntry, filter: RecordFilter): boolean =>
  filter === 'all' || filterOf(entry.record) === filter || entry.countsAs.some((operation) => GROUPS[operation] === filter)
