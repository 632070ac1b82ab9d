/**
 * The part of the main process that keeps what is typed: the real store behind the real answers to the page's calls, which come
 * over the channel of a forked process in place of Electron's. Argument: folder of the user's data.
 */
import type { IpcCallName } from '#shared/contract/ipc.ts'
import { answer } from '../../../main/ipc/answer.ts'
import { createStoreHandlers } from '../../../main/ipc/storeHandlers.ts'
import { openLog } from '../../../main/logging/log.ts'
import { createLocalStores } from '../../../main/store/stores.ts'
import { join } from 'node:path'
import { STORE_SERVER, testEncryption } from '../../support/localStores.ts'

export interface PageCall { id: number; name: IpcCallName; argument: unknown }

const [userData = ''] = process.argv.slice(2)
const now = () => new Date()
const log = openLog(join(userData, 'logs', 'main.log'), now)
const stores = createLocalStores({
  folder: join(userData, 'stores'), encryption: testEncryption('typing'), log, now, onOutboxChanged: () => undefined, onRescued: () => undefined,
})
const handlers = createStoreHandlers(stores, () => STORE_SERVER)
const isOfStore = (name: string): name is keyof typeof handlers => name in handlers

process.on('message', ({ id, name, argument }: PageCall) => {
  if (!isOfStore(name)) throw new Error(`The page called '${name}'`)
  void answer(name, handlers, argument, log).then((answered) => process.send?.({ id, answer: answered }))
})
process.on('disconnect', () => process.exit())
