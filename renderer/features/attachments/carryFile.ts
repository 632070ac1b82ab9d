import type { LocalFile } from '#shared/contract/localStore.ts'
import { ipcErrorCode } from '#shared/contract/ipc.ts'
import { client } from '../../api/client.ts'
import type { LocalStore } from '../../api/localStore.ts'
import { ApiProblem } from '../../api/problem.ts'
import { uploadFile, type UploadProgress, type UploadServer } from './uploadFile.ts'

/** What is known of a file that is where sending its form finds it; `sha256` only where that is the store on this machine. */
export type Carried = Omit<LocalFile, 'id' | 'sha256'> & Partial<Pick<LocalFile, 'sha256'>>

const server: UploadServer = {
  announce: (id, body, signal) => client.announceUpload({ params: { id }, body }, { signal }),
  sendPart: (id, offset, bytes, signal, onProgress) => client.sendUploadPart({ params: { id }, query: { offset } }, { content: bytes, signal, onProgress }),
}

/** The part of the store on this machine that holds files. */
export type FileStore = Pick<LocalStore, 'file'>

/** Puts the file into the store on this machine, where a crash does not reach it and the outbox finds it. */
async function keep({ file }: FileStore, id: string, name: string, content: Blob): Promise<Carried> {
  const bytes = await content.arrayBuffer().catch(() => { throw new ApiProblem({ status: 422, code: 'unreadable' }) })
  try {
    const { id: _id, ...kept } = await file.add({ id, name, mediaType: content.type.slice(0, 100), bytes: new Uint8Array(bytes) })
    return kept
  } catch (error) {
    throw new ApiProblem({ status: 0, code: ipcErrorCode(error) ?? 'unknown' })
  }
}

/**
 * Brings a file to where sending its form finds it: in the desktop program the store on this machine, in a browser (and where the
 * desktop program has no store, and so no outbox) the server.
 * @param store the store that is open; null without one
 * @throws ApiProblem where that cannot be
 */
export async function carryFile(
  store: FileStore | null, id: string, file: { readonly name: string; readonly content: Blob },
  way: { readonly signal: AbortSignal; readonly progress: UploadProgress; readonly wait: (attempt: number, retryAfter: number | null) => Promise<void> },
): Promise<Carried> {
  if (store) return keep(store, id, file.name, file.content)
  const { name, size, mediaType } = await uploadFile(server, id, file, way)
  return { name, size, mediaType }
}
