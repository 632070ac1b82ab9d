import { afterAll, beforeAll, describe } from 'vitest'
import { liveStories, type Pass } from './liveStories.ts'
import { checkOutcome, type Outcome } from './outcome.ts'
import { STORIES } from './stories/index.ts'
import { instantOf } from './story.ts'
import { expectNoMoreThan, untilDelivered, untilFired } from './watch.ts'
import { createDrivenWorld, type DrivenWorld } from './world.ts'

/** `time.md`: fired within 5 s while the system is up, in ms. */
const PUNCTUAL_MS = 5_000
/** How long before its time the clock begins to run, in ms. */
const RUN_UP_MS = 50

const later = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms)

let world: DrivenWorld
let outcome: Outcome

/** Up to the last millisecond nothing happens; then the clock runs, and what is due comes by itself. */
const watchEach: Pass = async (due, already) => {
  let count = already
  for (const [instant, together] of Map.groupBy(due, (one) => one.getTime())) {
    world.clock.stand(new Date(instant - 1))
    await expectNoMoreThan(world, count)
    world.clock.run(new Date(instant - RUN_UP_MS))
    count += together.length
    await untilFired(world, count)
  }
  return due.map((instant) => ({ from: instant, to: later(instant, PUNCTUAL_MS), late: false }))
}

beforeAll(async () => {
  world = await createDrivenWorld(instantOf('2026-09-24 18:00'))
  await world.start()
  const lived = await liveStories(world, STORIES, watchEach)
  world.clock.stand(instantOf('2026-11-25 10:00'))
  await expectNoMoreThan(world, STORIES.flatMap(({ fired }) => fired).length)
  await untilDelivered(world)
  outcome = { world, ...lived }
}, 240_000)
afterAll(() => world?.remove())

describe('tickets over Mid-Autumn and the National Day, with the server up all the time', () => checkOutcome(() => outcome))
