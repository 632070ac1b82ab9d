import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { liveStories, type Pass } from './liveStories.ts'
import { checkOutcome, type Outcome } from './outcome.ts'
import { STORIES } from './stories/index.ts'
import { instantOf } from './story.ts'
import { expectNoMoreThan, untilDelivered, untilFired } from './watch.ts'
import { createDrivenWorld, type DrivenWorld } from './world.ts'

/** How long after what it missed the server is started again, in ms. */
const LATER_MS = 10 * 60_000

let world: DrivenWorld
let outcome: Outcome
let outages = 0

/** The server is down, or killed, before the first of it is due, and started after the last. */
const missAll: Pass = async (due, already) => {
  await world.stop(outages++ % 2 === 0 ? 'SIGTERM' : 'SIGKILL')
  const startedAt = new Date(due.at(-1)!.getTime() + LATER_MS)
  world.clock.stand(startedAt)
  await world.start()
  await untilFired(world, already + due.length)
  return due.map(() => ({ from: startedAt, to: startedAt, late: true }))
}

beforeAll(async () => {
  world = await createDrivenWorld(instantOf('2026-09-24 18:00'))
  await world.start()
  const lived = await liveStories(world, STORIES, missAll)
  world.clock.stand(instantOf('2026-11-25 10:00'))
  await expectNoMoreThan(world, STORIES.flatMap(({ fired }) => fired).length)
  await untilDelivered(world)
  outcome = { world, ...lived }
}, 240_000)
afterAll(() => world?.remove())

describe('the same tickets, with the server stopped over every deadline and started later', () => {
  checkOutcome(() => outcome)

  it('has missed several things at once', () => {
    expect(outages).toBeGreaterThan(5)
    expect(outages).toBeLessThan(new Set(STORIES.flatMap(({ fired }) => fired.map(([moment]) => moment))).size)
  })
})
