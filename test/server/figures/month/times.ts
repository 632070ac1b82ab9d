export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Wall clock of Asia/Shanghai, which has no summer time, in ms. */
export const local = (text: string): number => Date.parse(`${text}+08:00`)

/** The month that is looked at: the spring festival of 2026 lies in it (days off 15–23 February, working Saturdays 14 and 28). */
export const MONTH = '2026-02'
/** The moment at which everything is asked, some days into the month after. */
export const PRESENT = local('2026-03-06T18:00:00.000')
/** Nobody sweeps in between; then all that was missed fires at once. The first goes over the end of a month. */
export const OUTAGES = [['2026-01-30T11:00:00.000', '2026-02-02T10:00:00.000'], ['2026-02-24T09:00:00.000', '2026-02-25T15:00:00.000']].map(([from, to]) => ({ from: local(from!), to: local(to!) }))

/** Both sides of every border of a month, to the millisecond. */
export const BORDERS = [
  '2025-12-31T23:59:59.999', '2026-01-01T00:00:00.000', '2026-01-31T23:59:59.999', '2026-02-01T00:00:00.000',
  '2026-02-28T23:59:59.999', '2026-03-01T00:00:00.000',
].map(local)
