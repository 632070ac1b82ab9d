import type { IpcErrorCode } from '#shared/contract/ipc.ts'

/** A failure that the page can tell from others by its code. Its message never holds what a person typed. */
export class IpcFailure extends Error {
  override readonly name = 'IpcFailure'
  readonly code: IpcErrorCode

  constructor(code: IpcErrorCode, reason: string) {
    super(reason)
    this.code = code
  }
}
