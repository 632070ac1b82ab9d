import type { TicketOperation } from '#shared/domain/ticket/operations.ts'

/** Decisions that wait come first, then what the responsible party does, then what the call center does. */
const ORDER: readonly TicketOperation[] = [
  'approve_return', 'reject_return', 'approve_closure', 'reject_closure', 'approve_visit', 'reject_visit',
  'submit', 'reply', 'resolve', 'close', 'return', 'request_visit', 'send_back', 'assist_reply',
  'feedback', 'reprocess', 'evaluate', 'escalate', 'cancel',
]
/** What a phone offers large, the first that is allowed. */
const MAIN: readonly TicketOperation[] = ['reply', 'assist_reply', 'submit', 'feedback', 'approve_return', 'approve_closure', 'approve_visit', 'resolve', 'close']

/** The allowed operations in the order of the buttons. */
export const inOrder = (allowed: readonly TicketOperation[]): TicketOperation[] => ORDER.filter((operation) => allowed.includes(operation))

/**
 * The buttons that fit, and the ones behind 更多. One alone never hides behind it.
 * @param room how many buttons fit
 */
export function splitActions(allowed: readonly TicketOperation[], room: number): { shown: TicketOperation[]; hidden: TicketOperation[] } {
  const ordered = inOrder(allowed)
  return ordered.length <= room ? { shown: ordered, hidden: [] } : { shown: ordered.slice(0, room - 1), hidden: ordered.slice(room - 1) }
}

/** The actions of a phone: one large, at most `room` small places, the last of them 更多 where more are allowed. */
export function phoneActions(allowed: readonly TicketOperation[], room = 4): { main: TicketOperation | null; small: TicketOperation[]; hidden: TicketOperation[] } {
  const main = MAIN.find((operation) => allowed.includes(operation)) ?? inOrder(allowed)[0] ?? null
  const { shown, hidden } = splitActions(allowed.filter((operation) => operation !== main), room)
  return { main, small: shown, hidden }
}
