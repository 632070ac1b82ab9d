import { beginLife } from './lives.ts'
import { tellRareStories } from './rareStories.ts'
import { setStage, sweepAfterOutage, sweepUntil, type Stage } from './stage.ts'
import { letSurveyorCall } from './surveys.ts'
import { BORDERS, DAY, HOUR, local, OUTAGES, PRESENT } from './times.ts'

/** Tickets that begin at random in a span of time. */
const SPANS: readonly [from: string, to: string, tickets: number][] = [
  ['2025-12-29T08:00:00.000', '2026-01-02T18:00:00.000', 14], ['2026-01-20T08:00:00.000', '2026-01-31T23:00:00.000', 46],
  ['2026-02-01T00:00:00.000', '2026-02-28T23:59:00.000', 215], ['2026-03-01T00:00:00.000', '2026-03-06T17:00:00.000', 40],
]

/**
 * Plays a month, with a bit of the months around it, through the program's own HTTP interface under a moving clock.
 * @param seed the same seed tells the same stories
 */
export async function playMonth(seed: number): Promise<Stage> {
  const stage = await setStage(seed)
  const { agenda, chance } = stage
  for (const [from, to, tickets] of SPANS) {
    for (let ticket = 0; ticket < tickets; ticket++) agenda.add(chance.between(local(from), local(to)), (at) => beginLife(stage, at))
  }
  for (const border of BORDERS) {
    // Two at the same millisecond, and one that is saved before the border and handed over behind it.
    for (const type of ['complaint', 'service'] as const) agenda.add(border, (at) => beginLife(stage, at, { type, submit: true }))
    agenda.add(border - HOUR, (at) => beginLife(stage, at, { submit: false }))
    agenda.add(border - DAY * 0.2, (at) => beginLife(stage, at, { type: 'consult', submit: true }))
  }
  letSurveyorCall(stage)
  tellRareStories(stage)
  for (const { to } of OUTAGES) agenda.add(to - 1, () => sweepAfterOutage(stage, to - 1))
  await agenda.run(PRESENT - 1, (at) => sweepUntil(stage, at))
  await sweepUntil(stage, PRESENT)
  return stage
}
