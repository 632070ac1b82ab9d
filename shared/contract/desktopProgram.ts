/**
 * What the page and the main process tell each other about the program itself: work at hand, updates, the tray,
 * diagnostics (`desktop.md`, A good Windows citizen).
 */
import { UPDATE_HINDRANCES } from '../domain/desktop/updateRule.ts'
import { z } from './zod.ts'

const count = z.int().min(0).max(99_999)

/** What the person at this machine has in hand, as the page sees it. Numbers alone: it stands in the diagnostics. */
export const deskWork = z.strictObject({
  /** Somebody is on the line: a call came to this machine and its form is not handed over yet. */
  inCall: z.boolean(),
  /** Calls that nobody has looked at yet. */
  waitingCalls: count,
  /** Forms with text that is not on the disk (yet). */
  unsavedForms: count,
  /** Being sent at this moment. */
  sending: count,
  /** On the disk, to be sent. */
  waiting: count,
  /** The server answers. */
  online: z.boolean(),
})
export type DeskWork = z.infer<typeof deskWork>

/** Why the program does not look for updates. */
export const UPDATE_OFF_REASONS = [
  /** Neither the environment, nor the settings, nor the package names a feed. */
  'no_feed',
  /** The address is not https (or this machine). */
  'unsafe_feed',
  /** A program that was not installed cannot be replaced. */
  'not_installed',
] as const

const version = z.string().max(60)
export const updateState = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('off'), reason: z.enum(UPDATE_OFF_REASONS) }),
  /** `failed`: the last look did not succeed; it is repeated. */
  z.strictObject({ kind: z.literal('idle'), checkedAt: z.iso.datetime().nullable(), failed: z.boolean() }),
  z.strictObject({ kind: z.literal('checking') }),
  z.strictObject({ kind: z.literal('downloading'), version, percent: z.int().min(0).max(100) }),
  z.strictObject({ kind: z.literal('ready'), version }),
])
export type UpdateState = z.infer<typeof updateState>

/** What the tray or a second start asks of the page. */
export const desktopCommand = z.enum(['newTicket', 'showProgram'])
export type DesktopCommand = z.infer<typeof desktopCommand>

const nothing = z.undefined()
const done = z.void()

/** Rows of the IPC table. */
export const programCalls = {
  /** Said anew whenever it changes: the tray, the question at quitting and the updates go by it. */
  'work.report': { input: deskWork, output: done },
  /** Takes what was asked before the page listened; from then on it comes as `desktop.command`. */
  'command.pending': { input: nothing, output: z.array(desktopCommand) },
  'update.state': { input: nothing, output: updateState },
  /** Looks now. Answers with the state after it began. */
  'update.check': { input: nothing, output: updateState },
  /** Installs what is ready and starts anew; not while something stands against it. */
  'update.install': { input: nothing, output: z.strictObject({ started: z.boolean(), hindrances: z.array(z.enum(UPDATE_HINDRANCES)) }) },
  /** Puts versions, settings, counts and the last log lines into the clipboard; nothing personal, no secrets. */
  'diagnostics.copy': { input: nothing, output: z.strictObject({ lines: z.int() }) },
  'diagnostics.showLogs': { input: nothing, output: done },
} as const
