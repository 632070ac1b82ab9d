/** A delegation of approving as the rules see it; instants. It holds from `startsAt` and no longer at `endsAt`. */
export interface DelegationPeriod {
  startsAt: Date
  endsAt: Date
  /** Ended before its time. */
  endedAt: Date | null
}

/** The longest period that approving is handed over for, in ms: 90 days. */
export const LONGEST_DELEGATION_MS = 90 * 24 * 60 * 60 * 1000

/** "From now on" was now when the form was filled in: a start that lies back no longer than this is taken as now, in ms. */
export const DELEGATION_START_TOLERANCE_MS = 10 * 60 * 1000

export const isDelegationActive = ({ startsAt, endsAt, endedAt }: DelegationPeriod, now: Date): boolean =>
  startsAt <= now && now < endsAt && (endedAt === null || now < endedAt)

/** Whether it may still come to hold. */
export const isDelegationOver = ({ endsAt, endedAt }: Omit<DelegationPeriod, 'startsAt'>, now: Date): boolean =>
  endsAt <= now || (endedAt !== null && endedAt <= now)

export type DelegationError = 'in_past' | 'not_after_start' | 'too_long'

/** What is wrong with a wanted period (422), field by field; empty when nothing is. */
export function delegationErrors({ startsAt, endsAt }: Pick<DelegationPeriod, 'startsAt' | 'endsAt'>, now: Date): { startsAt?: DelegationError; endsAt?: DelegationError } {
  if (startsAt.getTime() < now.getTime() - DELEGATION_START_TOLERANCE_MS) return { startsAt: 'in_past' }
  if (endsAt <= startsAt) return { endsAt: 'not_after_start' }
  if (endsAt <= now) return { endsAt: 'in_past' }
  return endsAt.getTime() - startsAt.getTime() > LONGEST_DELEGATION_MS ? { endsAt: 'too_long' } : {}
}
