/**
 * The conversation between the desktop program's page and its main process: one table of calls
 * (page → main, answered) and one of events (main → page). The main process validates both
 * directions with these schemas, and the preload script exposes exactly these names.
 */
import { desktopCommand, programCalls, updateState } from './desktopProgram.ts'
import { saveFileCalls } from './saveFile.ts'
import { localStoreCalls, localStoreEvents } from './localStore.ts'
import { z } from './zod.ts'

/** A number as a person or a telephone system writes it: +86, area code, spaces, dashes, extension. */
const phone = z
  .string()
  .min(3)
  .max(40)
  .regex(/^[+0-9０-９()（）\s\-–—.,;#*/转extEXT]+$/u)
  .refine((text) => text.replace(/[^0-9０-９]/gu, '').length >= 3)

/** Ticket number, `YYMM` and six digits, more if a month runs over (`workflow.md`, Numbers). */
const ticketNumber = z.string().regex(/^[0-9]{4}[0-9]{6,8}$/)

/** Address of the Gongdan server: http or https, without credentials, query or fragment. */
const serverUrl = z
  .url({ protocol: /^https?$/ })
  .max(300)
  .refine((text) => {
    const afterScheme = text.replace(/^https?:\/\//i, '')
    return !/[@?#\\\s]/.test(afterScheme)
  })

export const incomingCall = z.strictObject({
  phone,
  /** The telephone system's own id of the call, if it told us. */
  callId: z
    .string()
    .regex(/^[A-Za-z0-9._:@-]{1,128}$/)
    .optional(),
  /** Extension or service number that was called. */
  line: z
    .string()
    .regex(/^[0-9A-Za-z+_-]{1,32}$/)
    .optional(),
  /** When this machine heard of the call, ISO 8601 in UTC. */
  at: z.iso.datetime(),
})
/** A call that reached this machine by a `gongdan://call` link. */
export type IncomingCall = z.infer<typeof incomingCall>

const messageId = z.string().regex(/^[0-9]{1,19}$/)

export const openTicket = z.strictObject({
  no: ticketNumber,
  /** The message whose desktop notification was clicked; a link has none. */
  messageId: messageId.optional(),
})
/** A wish to see a ticket, from a `gongdan://ticket` link or a desktop notification. */
export type OpenTicket = z.infer<typeof openTicket>

export const theme = z.enum(['system', 'light', 'dark'])
export const language = z.enum(['zh-CN', 'en-US'])
const changeableSettings = z.strictObject({
  serverUrl,
  theme,
  language,
  /** No desktop notifications; the messages stand in the program as always. */
  doNotDisturb: z.boolean(),
  /** Closing the window leaves the program in the tray; calls and messages go on coming. */
  closeToTray: z.boolean(),
  /** Starts with the system, in the tray. The installed program alone. */
  startAtLogin: z.boolean(),
  /** Where updates come from; empty: what the environment or the package says. */
  updateUrl: z.union([z.literal(''), serverUrl]),
})
/** What a person may set on this machine. */
export type ChangeableSettings = z.infer<typeof changeableSettings>

export const desktopSettings = changeableSettings.extend({
  /** True when the environment prescribes the server: a change of `serverUrl` is kept but has no effect. */
  serverUrlIsFixed: z.boolean(),
  /** True when the environment prescribes the feed of updates. */
  updateUrlIsFixed: z.boolean(),
})
export type DesktopSettings = z.infer<typeof desktopSettings>

/** A message to be shown on the desktop. Without personal data: a locked screen shows it too. */
const notification = z.strictObject({
  messageId,
  /** The ticket that a click opens. */
  no: ticketNumber,
  title: z.string().min(1).max(100),
  body: z.string().max(200),
})
export type DesktopNotification = z.infer<typeof notification>

const nothing = z.undefined()
const done = z.void()
/** `persistent` is false where the system offers no encryption: the token then lives until the program ends. */
const kept = z.strictObject({ persistent: z.boolean() })
const refreshToken = z.string().min(16).max(4096)

/** Calls of the page, each answered by the main process: name → schemas of the one argument and of the answer. */
export const ipcCalls = {
  'app.info': {
    input: nothing,
    output: z.strictObject({ version: z.string(), platform: z.enum(['win32', 'darwin', 'linux']) }),
  },
  'session.load': { input: nothing, output: kept.extend({ refreshToken: refreshToken.nullable() }) },
  'session.save': { input: z.strictObject({ refreshToken }), output: kept },
  'session.clear': { input: nothing, output: done },
  /** Takes the calls that came before the page listened; from then on they come as `call.incoming`. */
  'call.pending': { input: nothing, output: z.array(incomingCall) },
  /** Takes the wishes to see a ticket that came before the page listened; from then on `deep-link.open-ticket`. */
  'ticket.pending': { input: nothing, output: z.array(openTicket) },
  'window.title': { input: z.strictObject({ title: z.string().min(1).max(200) }), output: done },
  /** A call is here. `inFront`: its card is, so the window comes to the front; otherwise the taskbar flashes and nobody is disturbed. */
  'window.attention': { input: z.strictObject({ inFront: z.boolean() }), output: done },
  /** Unread messages: a badge, and the taskbar flashes when the window is not in front. 0 ends both. */
  'window.flash': { input: z.strictObject({ unread: z.int().min(0).max(99_999) }), output: done },
  /** Shows a message once until the program ends, however often it is asked for; not at all with `doNotDisturb`. */
  'notification.show': { input: notification, output: done },
  'clipboard.writeText': { input: z.strictObject({ text: z.string().max(100_000) }), output: done },
  'settings.get': { input: nothing, output: desktopSettings },
  'settings.set': { input: changeableSettings.partial().strict(), output: desktopSettings },
  ...programCalls,
  ...localStoreCalls,
  ...saveFileCalls,
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** Events that the main process sends to the page: name → schema of the payload. */
export const ipcEvents = {
  'call.incoming': incomingCall,
  'deep-link.open-ticket': openTicket,
  'desktop.command': desktopCommand,
  /** The program is about to end: what is not on the disk goes there now, and a `work.report` follows. */
  'desktop.quitting': z.strictObject({}),
  /** Changed elsewhere than in the page: in the tray. */
  'settings.changed': desktopSettings,
  'update.changed': updateState,
  ...localStoreEvents,
} as const satisfies Record<string, z.ZodType>

export type IpcCallName = keyof typeof ipcCalls
export type IpcEventName = keyof typeof ipcEvents
export type IpcInput<Name extends IpcCallName> = z.infer<(typeof ipcCalls)[Name]['input']>
export type IpcOutput<Name extends IpcCallName> = z.infer<(typeof ipcCalls)[Name]['output']>
export type IpcEvent<Name extends IpcEventName> = z.infer<(typeof ipcEvents)[Name]>

/** Why a call was refused; an error that the bridge rejects with has exactly one of these as its message. */
export const ipcErrorCodes = [
  /** The sender is not the main frame of the program's own window. */
  'ipc_sender_refused',
  'ipc_input_invalid',
  'ipc_output_invalid',
  'ipc_failed',
  /** The disk is full, or takes no more for another reason: nothing of the call was stored, everything stored before is. */
  'ipc_disk_full',
  /** The store on this machine was written by a newer version of the program. */
  'ipc_store_newer',
  /** There can be no store on this machine: no node:sqlite, or a folder that cannot be used. */
  'ipc_store_unavailable',
  /** A file of a draft is not on this machine, or not whole. */
  'ipc_file_missing',
  /** The item of the outbox is not in a state that allows this. */
  'ipc_outbox_state',
] as const
export type IpcErrorCode = (typeof ipcErrorCodes)[number]

/** The answer as it crosses from the main process, before the preload script unwraps it. */
export type IpcAnswer<Value> = { ok: true; value: Value } | { ok: false; code: IpcErrorCode }

/**
 * The code of an error that a function of the bridge rejected with, or undefined for another error.
 * The message is the code because nothing else of an error survives the context bridge.
 */
export function ipcErrorCode(error: unknown): IpcErrorCode | undefined {
  return error instanceof Error ? ipcErrorCodes.find((code) => code === error.message) : undefined
}

type GroupOf<Name> = Name extends `${infer Group}.${string}` ? Group : never
type MethodOf<Name, Group extends string> = Name extends `${Group}.${infer Method}` ? Method : never
type BridgeCall<Name extends IpcCallName> =
  undefined extends IpcInput<Name> ? () => Promise<IpcOutput<Name>> : (input: IpcInput<Name>) => Promise<IpcOutput<Name>>

/** Listens to an event of the main process; the function that comes back ends it. */
export type ListenToMain = <Name extends IpcEventName>(name: Name, listener: (payload: IpcEvent<Name>) => void) => () => void

/**
 * `window.desktop`: the row `session.load` is `desktop.session.load()`. Absent in the browser.
 * Every function rejects with an error for {@link ipcErrorCode}.
 */
export type DesktopBridge = {
  readonly [Group in GroupOf<IpcCallName>]: {
    readonly [Method in MethodOf<IpcCallName, Group>]: `${Group}.${Method}` extends infer Name extends IpcCallName
      ? BridgeCall<Name>
      : never
  }
} & { readonly on: ListenToMain }
