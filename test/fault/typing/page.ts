import { fork, type ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'
import { createPinia, setActivePinia } from 'pinia'
import { ipcCalls, type IpcAnswer } from '#shared/contract/ipc.ts'
import type { LocalStore } from '../../../renderer/api/localStore.ts'
import { useCallDraftsStore } from '../../../renderer/features/calls/draft/callDrafts.ts'
import { useMachineStore } from '../../../renderer/stores/machine/machine.ts'

const program = resolve(import.meta.dirname, 'mainProcess.ts')
const userId = '1'

/** A browser's storage that is empty at each start: what comes back comes from the store. */
function emptyStorage(): Storage {
  const entries = new Map<string, string>()
  return {
    get length() { return entries.size }, key: (index) => [...entries.keys()][index] ?? null, clear: () => entries.clear(),
    getItem: (name) => entries.get(name) ?? null, setItem: (name, value) => void entries.set(name, value), removeItem: (name) => void entries.delete(name),
  }
}

/** `window.desktop`, as the preload script makes it of the table, over the channel to a process of its own. */
function bridgeTo(main: ChildProcess): LocalStore {
  const waiting = new Map<number, (answer: IpcAnswer<unknown>) => void>()
  let sequence = 0
  main.on('message', ({ id, answer }: { id: number; answer: IpcAnswer<unknown> }) => {
    waiting.get(id)?.(answer)
    waiting.delete(id)
  })
  const bridge: Record<string, Record<string, (argument?: unknown) => Promise<unknown>>> = {}
  for (const name of Object.keys(ipcCalls)) {
    const [group = '', method = ''] = name.split('.')
    const call = async (argument?: unknown): Promise<unknown> => {
      sequence += 1
      const id = sequence
      const answered = await new Promise<IpcAnswer<unknown>>((tell) => {
        waiting.set(id, tell)
        // A process that has been killed takes no message, and the page would be gone with it.
        main.send({ id, name, argument }, () => undefined)
      })
      if (!answered.ok) throw new Error(answered.code)
      return answered.value
    }
    bridge[group] = { ...bridge[group], [method]: call }
  }
  return bridge as unknown as LocalStore
}

export interface Page {
  drafts: ReturnType<typeof useCallDraftsStore>
  /** What the store said when it was opened: a damaged one would show here. */
  rescued: boolean
  /** Kills the main process with SIGKILL; resolves when it is gone. The page is to be used no more. */
  kill(): Promise<void>
}

/** Starts a main process and the page's own stores of forms upon it, and brings the kept forms back. */
export async function startPage(userData: string): Promise<Page> {
  Object.defineProperty(globalThis, 'localStorage', { value: emptyStorage(), configurable: true })
  const main = fork(program, [userData], { serialization: 'advanced', execArgv: ['--no-warnings'] })
  const gone = new Promise<void>((done) => main.once('exit', () => done()))
  setActivePinia(createPinia())
  const machine = useMachineStore()
  await machine.open(userId, bridgeTo(main))
  if (machine.store === null) throw new Error(`The store did not open: ${machine.trouble}`)
  const drafts = useCallDraftsStore()
  drafts.start(userId)
  return {
    drafts, rescued: machine.rescued !== null,
    async kill() {
      main.kill('SIGKILL')
      await gone
    },
  }
}
