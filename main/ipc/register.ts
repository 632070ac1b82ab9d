import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron'
import { ipcCalls, ipcEvents, type IpcCallName, type IpcEvent, type IpcEventName } from '#shared/contract/ipc.ts'
import type { Log } from '../logging/log.ts'
import { answer, type IpcHandlers } from './answer.ts'
import { isTrustedSender, type Sender } from './sender.ts'

type OwnWindow = () => BrowserWindow | undefined

function senderOf(event: IpcMainInvokeEvent): Sender {
  const frame = event.senderFrame
  return { contentsId: event.sender.id, frame: frame === null ? null : { url: frame.url, isMainFrame: frame.parent === null } }
}

/** Registers the table's calls, the only ones there are, for the page in the program's own window. */
export function registerCalls(handlers: IpcHandlers, ownWindow: OwnWindow, log: Log): void {
  // electron-store opens a channel of its own for stores in the page; there are none, and no channel beside the table.
  ipcMain.removeAllListeners('electron-store-get-data')
  const names = Object.keys(ipcCalls) as IpcCallName[]
  for (const name of names) {
    ipcMain.handle(name, (event, argument: unknown) => {
      if (isTrustedSender(senderOf(event), ownWindow()?.webContents.id)) return answer(name, handlers, argument, log)
      log.warn('ipc_sender_refused', { call: name })
      return { ok: false, code: 'ipc_sender_refused' }
    })
  }
}

/**
 * Sends an event of the table to the page.
 * @throws ZodError if the payload is not of the table's form
 */
export function sendEvent<Name extends IpcEventName>(ownWindow: OwnWindow, name: Name, payload: IpcEvent<Name>): void {
  const checked = ipcEvents[name].parse(payload)
  const window = ownWindow()
  if (window && !window.isDestroyed()) window.webContents.send(name, checked)
}
