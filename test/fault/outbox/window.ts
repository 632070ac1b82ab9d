// A window of the desktop program without Electron, to be killed: the store of `main/store` behind the rows of the IPC table,
// and for each page the engine of `renderer/features/outbox` with the page's own transport, tokens and exchange of tokens.
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import type { Client } from '#shared/contract/client.ts'
import type { IpcCallName, IpcInput, IpcOutput } from '#shared/contract/ipc.ts'
import type { OutboxEntry } from '#shared/contract/localStore.ts'
import { answer, type IpcHandlers } from '../../../main/ipc/answer.ts'
import { createStoreHandlers } from '../../../main/ipc/storeHandlers.ts'
import { openLog } from '../../../main/logging/log.ts'
import { SessionVault } from '../../../main/storage/sessionVault.ts'
import { createLocalStores } from '../../../main/store/stores.ts'
import { createOutboxEngine } from '../../../renderer/features/outbox/engine/engine.ts'
import { systemClock } from '../../../renderer/features/outbox/engine/parts.ts'
import { engineServer } from '../../../renderer/features/outbox/engineServer.ts'
import { createEncryption } from './encryption.ts'
import { bytesOf } from './files.ts'
import type { PlannedEntry } from './plan.ts'
import { createWindowClient } from './windowSession.ts'
import { noFigures, type Question, type WindowCommand, type WindowCommands, type WindowFigures, type WindowMessage, type WindowOptions } from './windowMessages.ts'

const options = JSON.parse(process.argv[2] ?? '{}') as WindowOptions
const tell = (message: WindowMessage): void => void process.send?.(message)
const now = (): Date => new Date()

mkdirSync(options.folder, { recursive: true })
const encryption = createEncryption(options.folder)
const log = openLog(join(options.folder, `${options.session}.log`), now)
const vault = new SessionVault({ file: join(options.folder, `${options.session}.json`), encryption, log, now })

let rescued: WindowCommands['rescued']['output'] = null
const stores = createLocalStores({
  folder: join(options.folder, 'stores'), encryption, log, now, onOutboxChanged: () => undefined, onRescued: (rescue) => { rescued = rescue },
})
// `answer` uses the row that it is asked for, and only those of the store are asked for here.
const handlers = createStoreHandlers(stores, () => options.serverUrl) as unknown as IpcHandlers

/** A call of the page: both ways it is copied and checked as between the processes of Electron. */
async function call<Name extends IpcCallName>(name: Name, input: IpcInput<Name>): Promise<IpcOutput<Name>> {
  const given = structuredClone(await answer(name, handlers, structuredClone(input), log))
  if (!given.ok) throw new Error(given.code)
  return given.value
}

let figures: WindowFigures = noFigures
const count = (what: keyof WindowFigures): void => {
  figures = { ...figures, [what]: figures[what] + 1 }
  tell({ kind: 'figures', figures })
}

interface Page { client: Client; hurry: () => void; wake: () => void }

/** As `renderer/layout/useReconnection.ts`: a page that has no answer asks so often whether the server is back, in ms. */
const RECONNECTION_MS = 3_000

function openPage(): Page {
  let asking: ReturnType<typeof setInterval> | undefined
  const { client, anonymous } = createWindowClient(options, {
    load: async () => (await vault.load(options.serverUrl)).refreshToken,
    save: async (refreshToken) => void (await vault.save(options.serverUrl, refreshToken)),
    clear: () => vault.clear(options.serverUrl),
  }, ({ reached }) => {
    if (!reached) asking ??= setInterval(() => void anonymous.getServerInfo().catch(() => undefined), RECONNECTION_MS)
    else if (asking !== undefined) {
      clearInterval(asking)
      asking = undefined
      // As `useOutbox.ts`: what waits is due now.
      engine.hurry()
    }
  }, count)
  const engine = createOutboxEngine({
    store: {
      claim: (turn) => call('outbox.claim', turn), settle: (result) => call('outbox.settle', result),
      hurry: () => call('outbox.hurry', undefined), readFile: (part) => call('file.read', part),
    },
    server: engineServer(client), clock: systemClock, random: Math.random, owner: randomUUID(),
  })
  engine.start()
  return { client, hurry: engine.hurry, wake: engine.wake }
}

/** What a form hands over: each file on the disk, then the entry. */
async function onDisk(planned: PlannedEntry): Promise<OutboxEntry> {
  const files = []
  for (const file of planned.files) files.push(await call('file.add', { id: file.id, name: file.name, mediaType: file.mediaType, bytes: bytesOf(file) }))
  return { ...planned, files }
}

const opened = await call('store.open', { userId: options.userId })
rescued = opened.rescued
/** A form is gone from the disk in the transaction that puts its entry there: nobody hands it over twice. */
const handedOver = new Set((await call('outbox.list', undefined)).map(({ id }) => id))
const pages = Array.from({ length: options.pages }, openPage)

const commands: { [Name in WindowCommand]: (input: WindowCommands[Name]['input']) => Promise<WindowCommands[Name]['output']> } = {
  async write(planned) {
    if (handedOver.has(planned.id)) return null
    await call('outbox.add', { entry: await onDisk(planned), draft: null })
    handedOver.add(planned.id)
    for (const { wake } of pages) wake()
    return null
  },
  list: () => call('outbox.list', undefined),
  async mend({ id, entry }) {
    await call('outbox.mend', { id, entry: await onDisk(entry) })
    for (const { hurry } of pages) hurry()
    return null
  },
  rescued: async () => rescued,
  async hurry() {
    for (const { hurry } of pages) hurry()
    return null
  },
  async askServer() {
    await Promise.all(pages.map(({ client }) => client.getMe()))
    return null
  },
}

process.on('message', ({ number, name, input }: Question) => {
  const command = commands[name] as (given: unknown) => Promise<unknown>
  command(input).then(
    (output) => tell({ kind: 'answer', number, output }),
    (error: unknown) => tell({ kind: 'failed', number, error: error instanceof Error ? error.message : String(error) }),
  )
})
// The harness has gone.
process.on('disconnect', () => process.exit(1))
tell({ kind: 'ready' })
// For the next start: a process that is killed keeps nothing at its end.
flushCompileCache()
