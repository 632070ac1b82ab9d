import { useI18n } from 'vue-i18n'
import type { OutboxItem, Refusal } from '#shared/contract/localStore.ts'
import { useTimeWords } from '../../../time/useTimeWords.ts'
import { TICKET_FINISHED } from '../engine/refusals.ts'
import { keptFormOf } from '../entries.ts'
import { fieldWordOf } from './itemFacts.ts'

export interface Reason { readonly what: string; readonly todo: string }

/** What the page says of an item. Call in the setup of a component. */
export function useItemWords() {
  const { t, te } = useI18n()
  const time = useTimeWords()

  const kind = (item: OutboxItem): string => {
    const kept = keptFormOf(item)
    if (item.kind === 'operation') return kept?.operation ? t(`enums.operation.${kept.operation}`) : t('call.open.feedback')
    return kept?.shown.type ? t('outbox.kind.new', { type: t(`enums.typeShort.${kept.shown.type}`) }) : t('outbox.kind.newUnknown')
  }
  const customer = (item: OutboxItem): string => keptFormOf(item)?.shown.customer || item.ticketNo || t('outbox.row.unknownCustomer')
  const words = (item: OutboxItem): string => keptFormOf(item)?.shown.words ?? ''
  /** `13:31 来电`; another day with its date. */
  const written = (item: OutboxItem): string => t(keptFormOf(item)?.shown.called ? 'outbox.time.called' : 'outbox.time.written', { time: clock(item.writtenAt) })
  /** `13:31` of today, else with the day. */
  const clock = (at: string): string => time.instant(at).replace(`${t('common.time.today')} `, '')

  /** `13:47:05` of today, else with the day: what was delivered is compared by the second. */
  const exact = (at: string): string => {
    const short = time.instant(at)
    return short.startsWith(t('common.time.today')) ? time.instant(at, 'full').slice(-8) : short
  }
  const codeWord = (code: string): string => t([`call.error.${code}`, `errors.field.${code}`].find((known) => te(known)) ?? 'errors.field.unknown')
  function fieldLines(refusal: Refusal): string[] {
    return Object.entries(refusal.errors).map(([path, codes]) => {
      const field = fieldWordOf(path)
      const what = codes.map(codeWord).join(t('common.state.lineSeparator'))
      return field !== null && te(`call.field.${field}`) ? t('outbox.row.field', { label: t(`call.field.${field}`), what }) : what
    })
  }
  /** Why the server refused it: what happened, and what to do. */
  function reason(item: OutboxItem): Reason | null {
    const { refusal } = item
    if (!refusal) return null
    const lines = fieldLines(refusal)
    const guards = refusal.guards.filter((guard) => te(`operation.guard.${guard}`)).map((guard) => t(`operation.guard.${guard}`))
    const own = te(`outbox.reason.${refusal.code}.what`) ? `outbox.reason.${refusal.code}` : `errors.${te(`errors.${refusal.code}.what`) ? refusal.code : 'unknown'}`
    const more = [...lines, ...guards]
    return { what: t(`${own}.what`), todo: more.length > 0 ? more.join('\n') : t(`${own}.todo`, { no: item.ticketNo ?? '' }) }
  }
  /** The same in one line. */
  function shortReason(item: OutboxItem): string {
    const found = reason(item)
    if (!found) return ''
    if (item.refusal?.code === TICKET_FINISHED) return t('outbox.finished.row', { no: item.ticketNo ?? '' })
    return Object.keys(item.refusal?.errors ?? {}).length > 0 ? found.todo.replaceAll('\n', t('outbox.row.separator')) : found.what
  }
  const failure = (code: string): string => t(te(`errors.${code}.what`) ? `errors.${code}.what` : 'errors.unknown.what')
  return { kind, customer, words, written, clock, exact, reason, shortReason, failure }
}
