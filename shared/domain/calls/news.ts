import type { CallEventName } from './merge.ts'

/** Something that an agent is told of a call at his desk. */
export interface CallTelling {
  agentUserId: number
  event: CallEventName
  at: Date
}

/** An event that comes later than this is of the past: it changes the call, but no desk is told. In ms. */
export const CALL_NEWS_LASTS_MS = 10 * 60_000

/** A call that rings for longer without an answer is gone, and its end was lost. In ms. */
export const RINGING_LASTS_MS = 3 * 60_000

/** A call as it is after an event of it. */
export interface CallAfterEvent {
  /** Whose the call is: who had the latest event. */
  agentUserId: number | null
  answeredAt: Date | null
  endedAt: Date | null
}

/**
 * Who is told what of one event of the telephone system (`desktop.md`, On a call). The agent at whose extension it happened
 * hears of it; for everybody else at whose desk the call rang, it is over when a colleague answers it or when it ends. Nobody
 * hears of a call that was never his. Events may come out of order: who hears late of a call that is over hears that too.
 * @param call as it is with the event
 * @param event what came; `agentUserId` null: nobody of the call center
 * @param heard users who were told of this call before
 */
export function tellingsOf(call: CallAfterEvent, event: { event: CallEventName; at: Date; agentUserId: number | null }, heard: readonly number[]): CallTelling[] {
  const { agentUserId, at } = event
  const tellings: CallTelling[] = agentUserId === null ? [] : [{ agentUserId, event: event.event, at }]
  if (event.event !== 'ringing') tellings.push(...heard.filter((other) => other !== agentUserId).map((other) => ({ agentUserId: other, event: 'ended' as const, at })))
  if (agentUserId === null || event.event === 'ended') return tellings
  const isElsewhere = call.agentUserId !== agentUserId && call.answeredAt !== null && call.answeredAt >= at
  const over = call.endedAt ?? (isElsewhere ? call.answeredAt : null)
  if (over) tellings.push({ agentUserId, event: 'ended', at: over })
  return tellings
}

/** Whether an event of this moment is still told. */
export const isCallNews = (at: Date, now: Date): boolean => now.getTime() - at.getTime() <= CALL_NEWS_LASTS_MS
