// A session that keeps what it is told, so that a test can ask for it, and enforces none of it.
import { EventEmitter } from 'node:events'
import { protocol } from './protocol.ts'

class Session extends EventEmitter {
  readonly protocol = protocol
  permissionRequestHandler: unknown = null
  permissionCheckHandler: unknown = null
  devicePermissionHandler: unknown = null

  setPermissionRequestHandler(handler: unknown): void {
    this.permissionRequestHandler = handler
  }
  setPermissionCheckHandler(handler: unknown): void {
    this.permissionCheckHandler = handler
  }
  setDevicePermissionHandler(handler: unknown): void {
    this.devicePermissionHandler = handler
  }
}

const defaultSession = new Session()
export const session = { defaultSession, fromPartition: (): Session => defaultSession }
