import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { Message } from '#shared/contract/message.ts'
import { findRows } from '#server/database/database.ts'
import { problemOf } from '#test/support/http.ts'
import type { Arrival, Lived } from './liveStories.ts'
import { STORIES } from './stories/index.ts'
import { instantOf, type Story } from './story.ts'
import { eventsOfTime } from './watch.ts'
import { ACCOUNTS, type Account, type DrivenWorld } from './world.ts'

/** How all the stories ended. */
export interface Outcome {
  world: DrivenWorld
  lived: readonly Lived[]
  arrivals: ReadonlyMap<number, Arrival>
}

const run = promisify(execFile)
const ROOT = resolve(import.meta.dirname, '../../..')

/** What `npm run verify-log` says of the database. @throws where it does not end with 0 */
export const verifyLog = async ({ databaseUrl }: DrivenWorld): Promise<string> =>
  (await run(process.execPath, ['server/tools/verifyLog.ts'], { cwd: ROOT, env: { ...process.env, DATABASE_URL: databaseUrl } })).stdout

/** All messages of somebody, the newest first. */
export async function allMessages(client: Client): Promise<Message[]> {
  const messages: Message[] = []
  for (let cursor: string | undefined; ;) {
    const { items, nextCursor } = await client.listMessages({ query: { limit: '100', ...(cursor === undefined ? {} : { cursor }) } })
    messages.push(...items)
    if (nextCursor === null) return messages
    cursor = nextCursor
  }
}

/** What the operation log must hold: what people did, and what time did, in the order in which it happened. */
const expectedLog = ({ submittedAt, steps, fired }: Story): { at: Date; operation: string; system: boolean }[] =>
  [
    { at: instantOf(submittedAt), operation: 'submit', system: false },
    ...steps.flatMap(({ at, operation }) => (operation === null ? [] : [{ at: instantOf(at), operation, system: false }])),
    ...fired.map(([moment, timer]) => ({ at: instantOf(moment), operation: timer, system: true })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime())

const isWithin = (instant: Date, { from, to }: Pick<Arrival, 'from' | 'to'>): boolean => instant >= from && instant <= to

/** Registers what has to hold of every story in the end. @param outcome is asked when the tests run */
export function checkOutcome(outcome: () => Outcome): void {
  const livedOf = (story: Story): Lived => {
    const found = outcome().lived.find((one) => one.story === story)
    if (!found) throw new Error(`"${story.name}" has no ticket`)
    return found
  }

  it.each(STORIES)('$name: every event once, none else, at its time', async (story) => {
    const { world, arrivals } = outcome()
    const { ticketId } = livedOf(story)
    const events = await eventsOfTime(world, ticketId)
    expect(events.map(({ data, onceKey }) => `${String(data?.['dueAt'])} ${onceKey}`)).toEqual(story.fired.map(([moment, timer, of]) =>
      `${instantOf(moment).toISOString()} ${ticketId}:${timer.startsWith('survey_') ? `survey_due:${timer}` : timer}:${of}`))
    for (const [index, event] of events.entries()) {
      const [moment, timer] = story.fired[index]!
      const arrival = arrivals.get(instantOf(moment).getTime())!
      expect({ timer: event.data?.['timer'], late: event.late, by: event.userId, inTime: isWithin(event.at, arrival) || event.at.toISOString() })
        .toEqual({ timer, late: arrival.late, by: null, inTime: true })
    }
  })

  it.each(STORIES)('$name: the log holds all that people and time did, and nothing else', async (story) => {
    const { world, arrivals } = outcome()
    const { items } = await (await world.as('HQ/agent')).getTicketLog({ params: { no: livedOf(story).no } })
    const entries = items.toReversed()
    const expected = expectedLog(story)
    expect(entries.map(({ operation, source, role }) => [operation, source === 'system', role === 'system']))
      .toEqual(expected.map(({ operation, system }) => [operation, system, system]))
    for (const [index, { at, system, operation }] of expected.entries()) {
      const logged = new Date(entries[index]!.at)
      const within = system ? isWithin(logged, arrivals.get(at.getTime())!) : logged.getTime() === at.getTime()
      expect(within, `${operation} due or done at ${at.toISOString()} is logged at ${logged.toISOString()}`).toBe(true)
    }
  })

  it.each(STORIES)('$name: everybody concerned is told, each once, and nobody else', async (story) => {
    const { world } = outcome()
    const { no } = livedOf(story)
    const heard = await Promise.all(ACCOUNTS.map(async (account): Promise<[Account, string[]]> =>
      [account, (await allMessages(await world.as(account))).filter(({ ticketNo }) => ticketNo === no).map(({ event }) => event).sort()]))
    const expected = ACCOUNTS.map((account): [Account, string[]] =>
      [account, story.told.flatMap(([event, to]) => (to.includes(account) ? [event] : [])).sort()])
    expect(Object.fromEntries(heard)).toEqual(Object.fromEntries(expected))
  })

  it.each(STORIES)('$name: surveys, breaches and the ticket are as they must be', async (story) => {
    const { world } = outcome()
    const { tables } = world.database
    const { no, ticketId } = livedOf(story)
    const tasks = await findRows(tables.surveyTasks, { ticketId }, { order: [['id', 'ASC']] })
    expect(tasks.map(({ kind, state, dueAt }) => [kind, state, dueAt.toISOString()])).toEqual(
      story.fired.filter(([, timer]) => timer.startsWith('survey_')).map(([moment, timer], index) => [timer, story.tasks[index]?.[1], instantOf(moment).toISOString()]))
    expect(tasks.map(({ kind }) => kind)).toEqual(story.tasks.map(([kind]) => kind))
    const breaches = await findRows(tables.breaches, { ticketId }, { order: [['id', 'ASC']] })
    expect(breaches.map(({ kind, subject, withdrawnAt }) => [kind, subject, withdrawnAt])).toEqual(story.breaches.map(([kind, subject]) => [kind, subject, null]))
    expect(await (await world.as('HQ/agent')).getTicket({ params: { no } })).toMatchObject(story.end)
  })

  it('fires everything in order of due time, whichever ticket it is of', async () => {
    const times = (await eventsOfTime(outcome().world)).map(({ data }) => Date.parse(String(data?.['dueAt'])))
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })

  it('leaves no timer, shows sales staff nothing, and every log is whole', async () => {
    const { world, lived } = outcome()
    expect(await findRows(world.database.tables.timers, {})).toEqual([])
    expect((await problemOf((await world.as('M0001/sales')).listMessages({ query: {} }))).code).toBe('forbidden')
    expect(await verifyLog(world)).toContain(`${lived.length} tickets`)
  })
}
