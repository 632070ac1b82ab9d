import type { MonthFigures, Share } from '#shared/contract/home.ts'
import { RATE_IDS } from '#shared/domain/figures/rates.ts'
import type { RateId } from '#shared/domain/figures/rates.ts'

/** A rate as it is shown; percentages with one decimal, null where nothing counts in it. */
export interface RateView {
  readonly id: RateId
  readonly share: Share
  readonly percent: number | null
  readonly before: Share
  readonly percentBefore: number | null
  /** Percentage points between the two as they are shown. */
  readonly difference: number | null
}

const oneDecimal = (value: number): number => Math.round(value * 10) / 10

/** A share as a percentage with one decimal; null where nothing counts in it. */
export const percentOf = ({ part, whole }: Share): number | null => (whole === 0 ? null : oneDecimal((part / whole) * 100))

/** The rates of a month beside those of the month before. */
export const rateViews = ({ rates }: MonthFigures, previous: MonthFigures): RateView[] => RATE_IDS.map((id) => {
  const [percent, percentBefore] = [percentOf(rates[id]), percentOf(previous.rates[id])]
  const difference = percent === null || percentBefore === null ? null : oneDecimal(percent - percentBefore)
  return { id, share: rates[id], percent, before: previous.rates[id], percentBefore, difference }
})

/** Good rates differ by little: the scale begins at 70 %, or as far below the lowest rate that this still shows a bar. */
export function scaleStart(views: readonly RateView[]): number {
  const known = views.flatMap(({ percent, percentBefore }) => [percent, percentBefore]).filter((value) => value !== null)
  return Math.max(0, Math.min(70, ...known.map((value) => Math.floor((value - 2) / 10) * 10)))
}

/** Where a percentage lies on a scale that begins at `start`, in percent of its length. */
export const placeOn = (percent: number, start: number): number => ((percent - start) / (100 - start)) * 100
