import { useI18n } from 'vue-i18n'
import type { Ticket } from '#shared/contract/ticket.ts'
import { useTimeWords } from '../../../../time/useTimeWords.ts'
import { useChoiceStore } from '../../operations/choiceStore.ts'
import type { TimelineEntry } from '../timelineEntries.ts'

const isInstant = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value)

/** Writes the parts of a timeline entry: its name, who did it, what it caused. Call in the setup of a component. */
export function useRecordWords(ticket: () => Ticket) {
  const { t, te } = useI18n()
  const time = useTimeWords()
  const choices = useChoiceStore()

  const operationName = (entry: TimelineEntry): string => {
    const name = t(`enums.operation.${entry.record.operation}`)
    return entry.feedbackNumber === null ? name : t('ticket.feedbackNumber', { name, number: entry.feedbackNumber })
  }
  /** A mall is known by its code too. */
  const organisation = ({ record: { byOrganisation } }: TimelineEntry): string =>
    byOrganisation ? (byOrganisation.code === ticket().mall?.code ? `${byOrganisation.code} ${byOrganisation.name}` : byOrganisation.name) : ''
  const who = (entry: TimelineEntry): string => [organisation(entry), entry.record.byName].filter((part, index, all) => part && all.indexOf(part) === index).join(' · ')

  function round({ record, opensRound }: TimelineEntry): string {
    if (!record.round) return ''
    const { number, dueAt, timely } = record.round
    const at = time.instant(dueAt)
    if (opensRound) return t('ticket.consequence.opensRound', { number, at })
    return t(timely === null ? 'ticket.consequence.endsRound' : timely ? 'ticket.consequence.roundTimely' : 'ticket.consequence.roundLate', { number, at })
  }
  /** What a request asked for or a decision gave, as far as the record says. */
  function details(entry: TimelineEntry): string[] {
    const detail = entry.record.detail ?? {}
    const dates = (['requestedAt', 'requestedVisitAt', 'visitAt', 'decidedVisitAt'] as const).flatMap((key) => (isInstant(detail[key]) ? [t('ticket.consequence.visitDate', { at: time.instant(detail[key]) })] : []))
    const words: string[] = [...new Set(dates)]
    if (typeof detail.visitType === 'string' && te(`enums.visitType.${detail.visitType}`)) words.push(t(`enums.visitType.${detail.visitType}`))
    if (typeof detail.survey === 'string' && te(`survey.kind.${detail.survey}`)) words.push(t(`survey.kind.${detail.survey}`))
    if (typeof detail.outcome === 'string' && te(`survey.outcome.${detail.outcome}`)) words.push(t(`survey.outcome.${detail.outcome}`))
    if (typeof detail.processed === 'boolean') words.push(t(detail.processed ? 'operation.evaluation.processed_yes' : 'operation.evaluation.processed_no'))
    if (typeof detail.score === 'string' && te(`enums.score.${detail.score}`)) words.push(t(`enums.score.${detail.score}`))
    if (typeof detail.reason === 'string' && detail.reason) words.push(detail.reason)
    return words
  }
  const consequence = (entry: TimelineEntry): string => {
    const { record, countsAs } = entry
    return [
      record.reasonCode ? t('ticket.consequence.reason', { name: choices.reasonName(record.reasonCode) }) : '',
      record.causeCode ? t('ticket.consequence.cause', { name: choices.causeName(record.causeCode) }) : '',
      ...details(entry),
      record.origin === record.operation ? '' : t('ticket.consequence.syncedFrom', { name: t(`enums.operation.${record.origin}`) }),
      countsAs.length ? t('ticket.consequence.countsAs', { names: countsAs.map((operation) => t(`enums.operation.${operation}`)).join(t('common.state.lineSeparator')) }) : '',
      round(entry),
      record.voidedAt ? t('ticket.consequence.voided', { at: time.instant(record.voidedAt) }) : '',
    ].filter(Boolean).join(' · ')
  }
  return { operationName, who, consequence }
}
