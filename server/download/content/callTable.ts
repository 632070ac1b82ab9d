import type { Call } from '#shared/contract/call.ts'
import type { ContentContext } from './context.ts'
import type { DocumentTable, DocumentValue } from './document.ts'

const two = (value: number): string => String(value).padStart(2, '0')

/** Minutes and seconds of the talk; empty where nobody answered. */
function lengthOf({ answeredAt, endedAt }: Call): string {
  if (!answeredAt || !endedAt) return ''
  const seconds = Math.max(0, Math.round((Date.parse(endedAt) - Date.parse(answeredAt)) / 1000))
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`
}

/** The calls of the ticket: when, with whom, how long, and whether there is a recording. */
export function callTable(calls: readonly Call[], { words: { document: { column, none }, ticket } }: ContentContext): DocumentTable {
  return {
    title: ticket.section.calls, none: none.calls,
    columns: [{ title: column.at, share: 22 }, { title: column.phone, share: 20 }, { title: column.agent, share: 18 }, { title: column.length, share: 14 }, { title: column.recording, share: 14 }],
    rows: calls.map((call): DocumentValue[] => {
      const at = call.ringingAt ?? call.answeredAt ?? call.endedAt
      return [at === null ? ticket.nothing : { at }, call.phone, call.agentName ?? ticket.nothing, lengthOf(call) || ticket.call.missed, call.playable ? ticket.call.recorded : ticket.nothing]
    }),
  }
}
