import { countedIn, type CountedFacts, type Series, type TicketSeries } from '#shared/domain/figures/facets.ts'
import { monthOf } from '#shared/domain/figures/period.ts'
import { countScopesOf, type SightColumns } from './scopes.ts'

/** What a ticket's counts follow from: columns of its row. */
export type CountedRow = CountedFacts & SightColumns

/** A ticket as it counts, with the organisations that assist. */
export interface CountedTicket {
  row: CountedRow
  assistantIds: readonly number[]
}

/** By how much a count changes. */
export interface CountDelta {
  /** Whose sight; of what is read, the reader, whose sights are then the facets. */
  scope: string
  series: Series
  period: string
  facet: string
  n: number
}

/** The columns behind a count: one that is missing here would let a change pass unseen, and does not compile. */
const COUNTED_COLUMNS: Record<keyof CountedRow, true> = {
  type: true, state: true, returned: true, createdAt: true, firstSubmittedAt: true, submittedAt: true, secondComplaint: true, escalatedAt: true,
  replyTimely: true, resolveTimely: true, contactTimely: true, followUpTimely: true, processTimely: true, satisfactionScore: true,
  scopeMallId: true, scopeDepartmentId: true,
}
const COLUMNS = Object.keys(COUNTED_COLUMNS) as (keyof CountedRow)[]

const plain = (value: unknown): unknown => (value instanceof Date ? value.getTime() : value)

/** Whether two rows count alike whatever assists: most writes of a ticket change no count. */
export const countsAlike = (before: CountedRow, after: CountedRow): boolean => COLUMNS.every((column) => plain(before[column]) === plain(after[column]))

/** Adds up what counts, by place; what adds up to nothing is left out. */
export interface CountSum {
  /**
   * @param times 1 where the ticket begins to count, −1 where it ceases to
   * @param series only these; all where they are not given
   */
  addTicket: (ticket: CountedTicket, times: 1 | -1, series?: readonly TicketSeries[]) => void
  /**
   * A reader's mark, in the month of the ticket's creation; one without a sight counts nothing.
   * @param times 1 where it begins to count, −1 where it ceases to
   */
  addRead: (mark: { reader: string; scope: string | null }, createdAt: Date, times: 1 | -1) => void
  add: (delta: CountDelta) => void
  /** In the order of their places, so that who writes many of them at once locks them in one order. */
  deltas: () => CountDelta[]
}

/** @param timeZone IANA name of the configured zone */
export function createCountSum(timeZone: string): CountSum {
  const places = new Map<string, CountDelta>()

  const add = (delta: CountDelta): void => {
    if (delta.n === 0) return
    const key = `${delta.scope}|${delta.series}|${delta.period}|${delta.facet}`
    const place = places.get(key)
    if (!place) places.set(key, { ...delta })
    else if (place.n + delta.n === 0) places.delete(key)
    else place.n += delta.n
  }
  return {
    add,
    addRead({ reader, scope }, createdAt, times) {
      if (scope !== null) add({ scope: reader, series: 'read', period: monthOf(createdAt, timeZone), facet: scope, n: times })
    },
    addTicket({ row, assistantIds }, times, series) {
      const counted = countedIn(row, timeZone).filter((one) => !series || series.includes(one.series))
      for (const scope of countScopesOf(row, assistantIds)) for (const one of counted) add({ scope, ...one, n: times })
    },
    deltas: () => [...places.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, delta]) => delta),
  }
}
