import type { MarkedFacts } from '../lists/marks.ts'

/** The rates that are a yes or a no of each ticket, and the column that says it (`lists.md`, Figures). */
export const RATE_COLUMNS = {
  reply: 'replyTimely', resolve: 'resolveTimely', contact: 'contactTimely', follow_up: 'followUpTimely', process: 'processTimely',
} as const satisfies Record<string, keyof MarkedFacts>
export type TimelyRateId = keyof typeof RATE_COLUMNS
export const TIMELY_RATE_IDS = Object.keys(RATE_COLUMNS) as TimelyRateId[]

/** The rates of a month in their order. */
export const RATE_IDS = ['reply', 'resolve', 'contact', 'follow_up', 'process', 'satisfaction'] as const satisfies readonly (TimelyRateId | 'satisfaction')[]
export type RateId = (typeof RATE_IDS)[number]
