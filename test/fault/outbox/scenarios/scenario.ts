import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import type { OutboxItem } from '#shared/contract/localStore.ts'
import { TEST_PASSWORD } from '../../../support/factories.ts'
import type { CleanUp } from '../../sweep/cleanUp.ts'
import type { Check, Compared } from '../../sweep/figures.ts'
import { countOnMachine, countOnServer } from '../counts.ts'
import type { PlannedEntry } from '../plan.ts'
import type { FaultWorld } from '../world.ts'
import { createWindowProcess, type WindowProcess } from '../windowProcess.ts'

/** What a scenario works with. */
export interface ScenarioContext {
  readonly databaseServerUrl: string
  /** Of all scenarios that need no server of their own. */
  readonly world: FaultWorld
  readonly cleanUp: CleanUp
  readonly seed: number
}

/** `skipped`: this machine lacks what it needs, and says what; it shows nothing then. */
export type Shown = { readonly checks: readonly Check[]; readonly note: string } | { readonly skipped: string }

export interface Scenario {
  readonly name: string
  /** What must hold. */
  readonly title: string
  readonly play: (context: ScenarioContext) => Promise<Shown>
}

/** How long a few entries may take once the server can be reached, on a busy machine: the longest wait of the outbox is ten seconds. */
const PATIENCE_MS = 60_000

export interface Machine {
  readonly organisation?: string
  readonly account?: string
  readonly folder?: string
  readonly session?: string
  readonly pages?: number
  readonly environment?: Readonly<Record<string, string>>
}

/** A started window on a folder of its own unless another is given; killed at the end. */
export async function openWindow(
  { world, cleanUp }: Pick<ScenarioContext, 'world' | 'cleanUp'>, name: string,
  { organisation = 'HQ', account = 'agent', folder = join(world.folder, name), session = 'session', pages = 1, environment = {} }: Machine = {},
): Promise<WindowProcess> {
  const userId = await world.userId(`${organisation}/${account}`)
  const window = createWindowProcess({ serverUrl: world.proxy.url, folder, session, pages, organisation, account, password: TEST_PASSWORD, userId }, { NODE_COMPILE_CACHE: world.compileCache, ...environment })
  cleanUp.add(() => window.kill())
  await window.start()
  return window
}

/** Writes one after the other, each on the disk before the next. */
export async function writeAll(window: WindowProcess, entries: readonly PlannedEntry[]): Promise<void> {
  for (const entry of entries) await window.ask('write', entry)
}

export const hasState = (...states: readonly OutboxItem['state'][]) => (items: readonly OutboxItem[]): boolean => items.every(({ state }) => states.includes(state))

/**
 * Looks at the outbox until it is as wanted.
 * @returns it, and how long that took, in ms
 * @throws Error with its states where it never is
 */
export async function untilOutbox(window: WindowProcess, wanted: (items: readonly OutboxItem[]) => boolean, patienceMs = PATIENCE_MS): Promise<{ items: OutboxItem[]; tookMs: number }> {
  const begun = performance.now()
  for (;;) {
    const items = await window.askUntilAnswered('list', null)
    const tookMs = Math.round(performance.now() - begun)
    if (wanted(items)) return { items, tookMs }
    if (tookMs > patienceMs) throw new Error(`the outbox is not as wanted after ${patienceMs} ms: ${describeItems(items)}`)
    await sleep(100)
  }
}

/** How many are in which state, and why. */
export function describeItems(items: readonly OutboxItem[]): string {
  const states = new Map<string, number>()
  for (const { state, lastError, refusal } of items) {
    const what = [state, refusal?.code ?? lastError].filter(Boolean).join(' ')
    states.set(what, (states.get(what) ?? 0) + 1)
  }
  return [...states].map(([what, count]) => `${count} ${what}`).join(', ')
}

export const delivered = hasState('delivered')

const checksOf = (what: string, { expected, found, twice, lost, stray }: Compared): Check[] => [
  { what, expected, found }, { what: `${what} twice, lost or stray`, expected: 0, found: twice + lost + stray },
]

/** The checks that every scenario ends with: each entry once on the server, and known as delivered on the machine. */
export async function eachOnce(world: FaultWorld, run: string, entries: readonly PlannedEntry[], items: readonly OutboxItem[]): Promise<Check[]> {
  const { tickets, feedback, attachments } = await countOnServer(world.database, run, entries)
  return [
    ...checksOf('tickets', tickets), ...(feedback.expected + feedback.found > 0 ? checksOf('feedback', feedback) : []), ...checksOf('attachments', attachments),
    ...await countOnMachine(world.database, run, entries, items),
  ]
}

export const check = (what: string, expected: number | boolean, found: number | boolean): Check => ({ what, expected: Number(expected), found: Number(found) })
