import type { DesktopBridge } from '#shared/contract/ipc.ts'

/** The desktop program's store on this machine (`shared/contract/localStore.ts`), as the bridge offers it. */
export type LocalStore = Pick<DesktopBridge, 'store' | 'draft' | 'outbox' | 'file' | 'cache'>
