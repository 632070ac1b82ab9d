import type { IpcCallName } from '#shared/contract/ipc.ts'
import type { LocalStores } from '../store/stores.ts'
import type { IpcHandlers } from './answer.ts'

type StoreCall = Extract<IpcCallName, `${'store' | 'draft' | 'outbox' | 'file' | 'cache'}.${string}`>

/** What the calls of the store on this machine do. @param serverUrl address of the server in force */
export function createStoreHandlers(stores: LocalStores, serverUrl: () => string): Pick<IpcHandlers, StoreCall> {
  const store = () => stores.current()
  return {
    'store.open': ({ userId }) => stores.open(serverUrl(), userId),
    'store.close': () => stores.close(),
    'draft.list': ({ kind }) => store().drafts(kind),
    'draft.save': (draft) => store().saveDraft(draft),
    'draft.remove': (key) => store().removeDraft(key),
    'outbox.add': (input) => store().addToOutbox(input),
    'outbox.list': () => store().outbox(),
    'outbox.claim': (input) => store().claim(input),
    'outbox.settle': (input) => store().settle(input),
    'outbox.hurry': () => store().hurry(),
    'outbox.mend': (input) => store().mend(input),
    'outbox.discard': (input) => store().discard(input),
    'file.add': (input) => store().addFile(input),
    'file.read': (part) => store().readFile(part),
    'file.discard': (input) => store().discardFile(input),
    'cache.put': (records) => store().putIntoCache(records),
    'cache.customersByPhone': ({ digits }) => store().customersByPhone(digits),
    'cache.ticket': ({ no }) => store().cachedTicket(no),
    'cache.ticketsOfCustomer': ({ customerId }) => store().ticketsOfCustomer(customerId),
  }
}
