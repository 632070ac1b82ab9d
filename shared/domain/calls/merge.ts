/** When a call rang, was answered and ended; null while that is not known. */
export interface CallTimes {
  ringingAt: Date | null
  answeredAt: Date | null
  endedAt: Date | null
}

const FIELDS = { ringing: 'ringingAt', answered: 'answeredAt', ended: 'endedAt' } as const satisfies Record<string, keyof CallTimes>

/** What a telephone system tells of a call. */
export type CallEventName = keyof typeof FIELDS

const earlier = (one: Date | null, other: Date): Date => (one === null || other < one ? other : one)
const later = (one: Date | null, other: Date): Date => (one === null || other > one ? other : one)

/**
 * A call with one more event of it, whatever the order in which events arrive, and however often: it rang and was answered
 * at the first such event, and ended at the last.
 * @returns the times, and whether no event known before is later than this one
 */
export function mergeCallEvent(call: CallTimes, event: { event: CallEventName; at: Date }): { times: CallTimes; isLatest: boolean } {
  const { ringingAt, answeredAt, endedAt } = call
  const field = FIELDS[event.event]
  const known = [ringingAt, answeredAt, endedAt].filter((time) => time !== null)
  const times = { ringingAt, answeredAt, endedAt, [field]: (event.event === 'ended' ? later : earlier)(call[field], event.at) }
  return { times, isLatest: known.every((time) => time <= event.at) }
}
