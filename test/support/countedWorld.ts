import type { Client } from '#shared/contract/client.ts'
import { findRows } from '#server/database/database.ts'
import { checkCounts } from '#server/counts/check.ts'
import type { CountDelta } from '#server/counts/deltas.ts'
import { sweepAll } from '#server/jobs/sla/sweep.ts'
import { makeCustomer, makeUser } from './factories.ts'
import { connectProgram } from './model/program.ts'
import { findDisagreement } from './model/property.ts'
import { emptyTally } from './model/tellStory.ts'
import { readTransitionTable } from './model/transitionTable.ts'
import { startTestServer, type TestServer } from './testServer.ts'

export const ZONE = 'Asia/Shanghai'

/** One of each sight. */
export const SIGHTS = ['HQ/agent', 'DEPT-S/dept', 'DEPT-N/dept', 'M0001/mall', 'M0003/mall', 'LINE-1/line'] as const

/** What disagrees, in words; nothing where the kept counts are those of the tickets. */
export async function disagreements(server: TestServer): Promise<string[]> {
  const found: string[] = []
  const { staleMarks, differing } = await checkCounts(server.database, ZONE, ({ scope, series, period, facet, n }: CountDelta) => found.push(`${scope} ${series} ${period} ${facet} ${n}`))
  if (staleMarks > 0) found.push(`${staleMarks} stale marks`)
  return differing === 0 ? found : [...found, `${differing} differing`]
}

/** A random number from 0 to below 1 that is the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const SCORES = ['very_satisfied', 'satisfied', 'neutral', 'dissatisfied', 'very_dissatisfied'] as const

async function answerSurveys(server: TestServer, surveyor: Client, random: () => number): Promise<void> {
  for (const { id, kind } of await findRows(server.database.tables.surveyTasks, { state: 'open' })) {
    if (random() < 0.3) continue
    const body = kind === 'survey_satisfaction'
      ? { processed: true, score: SCORES[Math.floor(random() * SCORES.length)]!, reason: '' }
      : { outcome: (['yes', 'no', 'unreachable'] as const)[Math.floor(random() * 3)]! }
    // What a later assignment has taken over is refused.
    await surveyor.recordSurvey({ params: { id: String(id) }, body }).catch(() => undefined)
  }
}

async function changeTickets(agent: Client, random: () => number): Promise<void> {
  const { items } = await agent.queryTickets({ body: { tab: 'all', limit: 100 } })
  const { items: waiting } = await agent.queryTickets({ body: { tab: 'pending', limit: 100 } })
  for (const { no, version, assistants, state } of [...items, ...waiting]) {
    if (state === 'closed' || random() < 0.4) continue
    const changed = state === 'pending_submission' && random() < 0.5 ? { type: 'service' as const } : { assistants: assistants.length > 0 ? [] : ['LINE-1'] }
    await agent.patchTicket({ params: { no }, body: { version, ...changed } })
  }
}

/**
 * A server with tickets that have lived: stories of the model at moments of 2026, deadlines that were missed, surveys
 * answered, data changed and tickets read, all through the program itself.
 * @param stories how many tickets
 */
export async function makeCountedWorld(stories: number, seed: number): Promise<TestServer> {
  const server = await startTestServer({ now: '2026-12-15T02:00:00Z', momentPerRequest: true })
  await makeUser(server.database, server.world.HQ, 'limited', ['complaint_manager'], { ticketTypes: ['complaint'] })
  await makeUser(server.database, server.world.HQ, 'senior', ['approver'], { ticketTypes: ['service', 'consult'] })
  const customerId = String(await makeCustomer(server.database, { name: '沈若兰', phones: ['13900002671'] }))
  const wrong = await findDisagreement({ table: readTransitionTable(), program: connectProgram(server), customerId, seeds: [seed], runs: stories, tally: emptyTally() })
  if (wrong) throw new Error(wrong)
  const random = seeded(seed)
  await sweepAll(server.services)
  await answerSurveys(server, await server.as('HQ/surveyor'), random)
  await changeTickets(await server.as('HQ/agent'), random)
  server.clock.advance(60_000)
  for (const sight of SIGHTS) {
    const reader = await server.as(sight)
    for (const { no } of (await reader.queryTickets({ body: { tab: 'all', limit: 100 } })).items) if (random() < 0.5) await reader.getTicket({ params: { no } })
  }
  return server
}
