import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { runKilledWindows } from '../../fault/outbox/killedWindows.ts'
import { seededRandom } from '../../fault/outbox/random.ts'
import { scenariosOf } from '../../fault/outbox/scenarios/index.ts'
import { createFaultWorld, type FaultWorld } from '../../fault/outbox/world.ts'
import { createCleanUp } from '../../fault/sweep/cleanUp.ts'
import { isRight, type Check } from '../../fault/sweep/figures.ts'

// The fault matrix of `npm run fault:outbox`, small: the same program, fewer drafts and kills.
const SEED = 5
/** Answers are lost so often that of 16 new tickets some are certainly sent again. */
const RATES = { dropBefore: 0.03, cutRequest: 0.03, dropAfter: 0.02, cutAnswer: 0.02, delay: 0.03, watchedDropAfter: 0.4 }
const cleanUp = createCleanUp()
let world: FaultWorld

beforeAll(async () => {
  world = await createFaultWorld({ databaseServerUrl: inject('databaseUrl'), random: seededRandom(SEED), cleanUp, driven: true })
})
afterAll(() => cleanUp.run())

const expectAll = (checks: readonly Check[]): void => {
  for (const { what, expected, found } of checks) expect.soft({ what, found }).toEqual({ what, found: expected })
}

describe('drafts and offline, under faults', () => {
  it.for(scenariosOf({ tickets: 10, feedback: 20, stored: 80, hurried: true }))('$title', { timeout: 120_000 }, async ({ play }, context) => {
    const shown = await play({ databaseServerUrl: inject('databaseUrl'), world, cleanUp, seed: SEED })
    if ('skipped' in shown) return context.skip(shown.skipped)
    expectAll(shown.checks)
  })

  it('16 drafts with attachments from two windows are 16 tickets, though network, server and windows die on the way', { timeout: 180_000 }, async () => {
    const { compared, checks, kills, network, finished } = await runKilledWindows({
      databaseServerUrl: inject('databaseUrl'), drafts: 16, filesEach: 2, windows: 2, serverLifeMs: 2_500, windowLifeMs: { least: 2_000, most: 8_000 },
      rates: RATES, writingPauseMs: 100, patienceMs: 120_000, seed: SEED, cleanUp,
    })
    expect(finished).toBe(true)
    expect([compared.tickets, compared.attachments].filter((counts) => !isRight(counts))).toEqual([])
    expect([compared.tickets.found, compared.attachments.found]).toEqual([16, 32])
    expectAll(checks)
    // Otherwise it has shown nothing.
    expect(Math.min(kills.server, kills.windows)).toBeGreaterThan(0)
    expect(network.watchedLost, 'lost answers to new tickets').toBeGreaterThan(0)
    expect(network.dropBefore + network.cutRequest + network.cutAnswer).toBeGreaterThan(0)
  })
})
