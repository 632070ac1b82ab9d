import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import type { BreachReport } from '#shared/contract/report.ts'
import { client } from '../../api/client.ts'
import { useLiveReading } from '../../workspace/liveReading.ts'
import type { LiveReading } from '../../workspace/liveReading.ts'
import { reportKey, reportQuery } from './breachNumbers.ts'
import type { ReportFilter } from './breachNumbers.ts'

/** Milliseconds between two readings because something changed: breaches are few. */
const CHANGE_INTERVAL = 10_000

export interface LiveBreachReport extends LiveReading<BreachReport> {
  /** What is shown belongs to another month or line. */
  readonly old: ComputedRef<boolean>
  /** What is wanted could not be read, and nothing of it is there. */
  readonly failed: ComputedRef<boolean>
  /** What is wanted is on its way, and nothing of it is there. */
  readonly waiting: ComputedRef<boolean>
}

/** The breach report of a month, kept up to date. Call in the setup of a component. @param active whether its page is in front */
export function useBreachReport(filter: () => ReportFilter, active: () => boolean): LiveBreachReport {
  const live = useLiveReading(() => client.getBreachReport({ query: reportQuery(filter()) }), { active, changeInterval: CHANGE_INTERVAL, key: () => reportKey(filter()) })
  const old = computed(() => live.answered.value !== null && live.answered.value !== reportKey(filter()))
  const missing = computed(() => live.answer.value === null || old.value)
  return { ...live, old, failed: computed(() => live.problem.value !== null && missing.value), waiting: computed(() => live.reading.value && missing.value) }
}
