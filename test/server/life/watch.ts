import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { TicketEvent } from '#shared/domain/ticket/effects.ts'
import { findRows } from '#server/database/database.ts'
import type { DrivenWorld } from './world.ts'

/** Events of time, whoever wrote them. */
const OF_TIME: readonly TicketEvent[] = ['reply_due_soon', 'resolve_due_soon', 'reply_overdue', 'resolve_overdue', 'survey_due']
/** Longer than the pause of the sweep: what would fire too early or twice has the time to; ms of real time. */
const SETTLE_MS = 700
/** Real time until what must come counts as not coming, in ms; how late it came by its clock is another matter. */
const PATIENCE_MS = 20_000
const LOOK_EVERY_MS = 60

/** All that time has done so far, in the order in which it was written. */
export const eventsOfTime = ({ database }: DrivenWorld, ticketId?: number) =>
  findRows(database.tables.events, { kind: [...OF_TIME], ...(ticketId === undefined ? {} : { ticketId }) }, { order: [['id', 'ASC']] })

const named = (events: Awaited<ReturnType<typeof eventsOfTime>>): string[] => events.map(({ ticketId, data, onceKey }) => `${ticketId} ${String(data?.['timer'])} ${onceKey}`)

/** Nothing more than so many events, though the sweep had the time. */
export async function expectNoMoreThan(world: DrivenWorld, count: number): Promise<void> {
  await sleep(SETTLE_MS)
  const events = await eventsOfTime(world)
  expect(named(events.slice(count)), `at ${world.clock.setTo().toISOString()} nothing more may have fired`).toEqual([])
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`${what} has not come within ${PATIENCE_MS} ms`)
    await sleep(LOOK_EVERY_MS)
  }
}

export const untilFired = (world: DrivenWorld, count: number): Promise<void> =>
  until(`event ${count} of time after ${world.clock.setTo().toISOString()}`, async () => (await eventsOfTime(world)).length >= count)

/** Until no message in the program waits any more. */
export const untilDelivered = ({ database }: DrivenWorld): Promise<void> =>
  until('the delivery of all messages in the program', async () =>
    (await findRows(database.tables.outbox, { channel: ['in_app', 'desktop'], state: 'waiting' }, { limit: 1 })).length === 0)
