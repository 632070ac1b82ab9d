import type { FollowUpRecord } from '#shared/contract/history.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { timelineOf, type TimelineItem } from '#shared/domain/ticket/timeline.ts'
import type { ContentContext } from './context.ts'
import type { DocumentEntry, DocumentFile, TicketDocument } from './document.ts'
import { fill, wordOf } from './words.ts'

type Item = TimelineItem<FollowUpRecord>

const isInstant = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value)

/** A mall is known by its code too. */
function whoOf({ byOrganisation, byName }: FollowUpRecord, ticket: Ticket): string {
  const organisation = byOrganisation ? (byOrganisation.code === ticket.mall?.code ? `${byOrganisation.code} ${byOrganisation.name}` : byOrganisation.name) : ''
  return [...new Set([organisation, byName])].filter(Boolean).join(' · ')
}

function roundOf({ record: { round }, opensRound }: Item, { words: { ticket: { consequence } }, instant }: ContentContext): string {
  if (!round) return ''
  const { number, dueAt, timely } = round
  const sentence = opensRound ? consequence.opensRound : timely === null ? consequence.endsRound : timely ? consequence.roundTimely : consequence.roundLate
  return fill(sentence, { number, at: instant(dueAt) })
}

/** What a request asked for or a decision gave, as far as the record says. */
function detailsOf({ detail }: FollowUpRecord, { words: { enums, survey, ticket: { consequence } }, instant }: ContentContext): string[] {
  if (!detail) return []
  const dates = ['requestedAt', 'requestedVisitAt', 'visitAt', 'decidedVisitAt'].flatMap((key) => (isInstant(detail[key]) ? [fill(consequence.visitDate, { at: instant(detail[key]) })] : []))
  const word = (words: Readonly<Record<string, unknown>>, id: unknown): string[] => (typeof id === 'string' && Object.hasOwn(words, id) ? [wordOf(words, id)] : [])
  return [
    ...new Set(dates), ...word(enums.visitType, detail.visitType), ...word(survey.kind, detail.survey), ...word(survey.outcome, detail.outcome),
    ...(typeof detail.processed === 'boolean' ? [detail.processed ? survey.processedYes : survey.processedNo] : []), ...word(enums.score, detail.score),
    ...(typeof detail.reason === 'string' && detail.reason ? [detail.reason] : []),
  ]
}

function consequenceOf(item: Item, context: ContentContext): string {
  const { words: { document, enums, ticket: { consequence } }, names, instant, list } = context
  const { record, countsAs } = item
  return [
    record.channel ? enums.channel[record.channel] : '',
    record.calledAt ? fill(document.called, { at: instant(record.calledAt) }) : '',
    record.reasonCode ? fill(consequence.reason, { name: names.reason(record.reasonCode) }) : '',
    record.causeCode ? fill(consequence.cause, { name: names.cause(record.causeCode) }) : '',
    ...detailsOf(record, context),
    record.origin === record.operation ? '' : fill(consequence.syncedFrom, { name: enums.operation[record.origin] }),
    countsAs.length > 0 ? fill(consequence.countsAs, { names: list(countsAs.map((operation) => enums.operation[operation])) }) : '',
    roundOf(item, context),
    record.voidedAt ? fill(consequence.voided, { at: instant(record.voidedAt) }) : '',
  ].filter(Boolean).join(' · ')
}

function entryOf(item: Item, ticket: Ticket, filesOf: (record: FollowUpRecord) => readonly DocumentFile[], context: ContentContext): DocumentEntry {
  const { record, feedbackNumber, newest, synced } = item
  const name = context.words.enums.operation[record.operation]
  return {
    operation: feedbackNumber === null ? name : fill(context.words.ticket.feedbackNumber, { name, number: feedbackNumber }),
    who: whoOf(record, ticket), at: record.at, content: record.content ?? '', consequence: consequenceOf(item, context), newest, voided: record.voidedAt !== null,
    files: [record, ...synced].flatMap(filesOf),
  }
}

/** The follow-up records as the page shows them, newest first, with their whole texts. */
export function timelineContent(
  ticket: Ticket, records: readonly FollowUpRecord[], filesOf: (record: FollowUpRecord) => readonly DocumentFile[], context: ContentContext,
): TicketDocument['timeline'] {
  const { words, instant } = context
  return {
    title: words.ticket.timeline, none: words.document.none.records,
    origin: fill(words.ticket.created, { at: instant(ticket.createdAt), name: ticket.createdBy.name, no: ticket.no }),
    entries: timelineOf(records).map((item) => entryOf(item, ticket, filesOf, context)),
  }
}
