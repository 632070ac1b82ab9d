import type { OutboxItem } from '#shared/contract/localStore.ts'
import type { Outage } from '../../../stores/connection.ts'
import type { EngineState } from '../engine/engine.ts'
import { sizeOf } from './itemFacts.ts'

export interface DiagnosticFacts {
  /** ms */
  readonly now: number
  readonly online: boolean
  /** ms; null while online. */
  readonly offlineSince: number | null
  readonly lastOutage: Outage | null
  readonly engine: EngineState
  readonly paused: boolean
  readonly items: readonly OutboxItem[]
}

const at = (ms: number): string => new Date(ms).toISOString()

function lineOf(item: OutboxItem): string {
  const facts = [
    item.position, item.id, item.kind, item.state, `attempts=${item.attempts}`, `files=${item.files.length}/${sizeOf(item)}B`, `written=${item.writtenAt}`,
    ...(item.lastError ? [`last=${item.lastError}`] : []), ...(item.nextAttemptAt ? [`next=${item.nextAttemptAt}`] : []),
    ...(item.refusal ? [`refused=${item.refusal.status}/${item.refusal.code}`, `request=${item.refusal.requestId ?? '-'}`, `fields=${Object.keys(item.refusal.errors).join(',') || '-'}`] : []),
    ...(item.acceptedNo ? [`no=${item.acceptedNo}`] : []),
  ]
  return facts.join(' ')
}

/** What support needs of the outbox, as text: states, times, codes and ids. No names, numbers of customers or words of theirs. */
export function diagnosticsOf(facts: DiagnosticFacts): string {
  const { engine, lastOutage } = facts
  return [
    `outbox ${at(facts.now)}`,
    `connection ${facts.online ? 'online' : `offline since ${facts.offlineSince === null ? '-' : at(facts.offlineSince)}`}${lastOutage ? ` last ${at(lastOutage.from)}..${at(lastOutage.to)}` : ''}`,
    `engine ${engine.phase}${facts.paused ? ' paused' : ''} error=${engine.lastError ?? '-'} sending=${engine.sending ?? '-'}`,
    ...facts.items.map(lineOf),
  ].join('\n')
}
