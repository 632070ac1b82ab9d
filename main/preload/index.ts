import { contextBridge, ipcRenderer } from 'electron'
import type { IpcAnswer, IpcCallName, IpcEventName } from '#shared/contract/ipc.ts'

// The names of shared/contract/ipc.ts, put here by the build so that the schemas stay out of the page's process.
declare const __IPC_CALL_NAMES__: readonly IpcCallName[]
declare const __IPC_EVENT_NAMES__: readonly IpcEventName[]

async function call(name: IpcCallName, input: unknown): Promise<unknown> {
  const answer: IpcAnswer<unknown> = await ipcRenderer.invoke(name, input)
  if (answer.ok) return answer.value
  throw new Error(answer.code)
}

function on(name: IpcEventName, listener: (payload: unknown) => void): () => void {
  if (!__IPC_EVENT_NAMES__.includes(name) || typeof listener !== 'function') throw new Error('ipc_input_invalid')
  // The page gets the payload alone: Electron's event would hand it the sender.
  const receive = (_event: unknown, payload: unknown) => listener(payload)
  ipcRenderer.on(name, receive)
  return () => {
    ipcRenderer.removeListener(name, receive)
  }
}

const bridge: Record<string, Record<string, (input?: unknown) => Promise<unknown>> | typeof on> = { on }
for (const name of __IPC_CALL_NAMES__) {
  const [group, method] = name.split('.') as [string, string]
  bridge[group] = { ...(bridge[group] as object), [method]: (input?: unknown) => call(name, input) }
}

contextBridge.exposeInMainWorld('desktop', bridge)
