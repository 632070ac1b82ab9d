import { useI18n } from 'vue-i18n'
import { useTimeWords } from '../../../time/useTimeWords.ts'
import { useChoiceStore } from '../operations/choiceStore.ts'
import type { FieldChange, ValueKind } from './ticketChanges.ts'

/** A change in words. */
export interface ChangeWords {
  readonly field: string
  readonly before: string
  readonly after: string
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/
/** A reply round's deadline, where several are open. */
const ROUND = /^round\.(\d+)$/
/** Fields of the log whose values are ids that have words. */
const KIND_OF_FIELD: Readonly<Record<string, ValueKind>> = { state: 'state', type: 'type', level: 'level', causeCode: 'cause', 'satisfaction.score': 'score', satisfactionScore: 'score' }

/** Writes what changed on a ticket, for the notice of news and for the operation log. Call in the setup of a component. */
export function useChangeWords() {
  const { t, te } = useI18n()
  const time = useTimeWords()
  const choices = useChoiceStore()

  const labelOf = (field: string): string => {
    const round = ROUND.exec(field)?.[1]
    if (round) return t('ticket.field.round', { number: round })
    if (te(`survey.kind.${field}`)) return t(`survey.kind.${field}`)
    const key = `ticket.field.${field.replaceAll('.', '_')}`
    return te(key) ? t(key) : field
  }
  const word = (prefix: string, id: string): string => (te(`${prefix}.${id}`) ? t(`${prefix}.${id}`) : id)
  function valueOf(kind: ValueKind, value: string | null): string {
    if (value === null || value === '') return t('ticket.nothing')
    switch (kind) {
      case 'state': return word('enums.state', value)
      case 'type': return word('enums.type', value)
      case 'level': return value === 'none' ? t('enums.level.none') : t('enums.level.word', { level: value })
      case 'instant': return time.instant(value)
      case 'flag': return t(value === 'true' ? 'ticket.yes' : 'ticket.no')
      case 'score': return word('enums.score', value)
      case 'requests': return value.split(' ').map((request) => word('enums.requestKind', request)).join(t('common.state.lineSeparator'))
      case 'cause': return choices.causeName(value)
      default: return value
    }
  }
  const change = ({ field, kind, before, after }: FieldChange): ChangeWords => ({ field: labelOf(field), before: valueOf(kind, before), after: valueOf(kind, after) })

  const plain = (value: unknown): string => {
    if (value === null || value === undefined) return ''
    if (Array.isArray(value)) return value.map(plain).filter(Boolean).join(t('common.state.lineSeparator'))
    if (typeof value === 'object') return Object.values(value).map(plain).filter(Boolean).join(' ')
    return String(value)
  }
  /** A field of a log entry: of any shape, and perhaps written by another version of the program. */
  function logged(field: string, before: unknown, after: unknown): ChangeWords {
    const written = (value: unknown): string => {
      const text = plain(value)
      // A survey's date moves with the calendar; its result is a word.
      if (te(`survey.kind.${field}`) && text !== '' && !INSTANT.test(text)) return word('survey.outcome', text)
      const kind = KIND_OF_FIELD[field] ?? (INSTANT.test(text) ? 'instant' : typeof value === 'boolean' ? 'flag' : 'text')
      return valueOf(kind, text)
    }
    return { field: labelOf(field), before: written(before), after: written(after) }
  }
  return { change, logged }
}
