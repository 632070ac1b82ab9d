import type { Attachment, Upload, UploadBody } from '#shared/contract/attachment.ts'
import { UPLOAD_PART_BYTES } from '#shared/domain/ticket/attachments.ts'
import { ApiProblem, toProblem } from '../../api/problem.ts'

/** The two requests of an upload (`PUT` and `PATCH /attachments/uploads/:id`). */
export interface UploadServer {
  readonly announce: (id: string, body: UploadBody, signal: AbortSignal) => Promise<Upload>
  readonly sendPart: (id: string, offset: number, bytes: Blob, signal: AbortSignal, onSent: (bytes: number) => void) => Promise<Upload>
}

/** What is told while a file is under way. */
export interface UploadProgress {
  /** @param bytes of the file that the server has or is just getting */
  readonly sent: (bytes: number) => void
  /** The server does not answer; it is asked again by itself. */
  readonly interrupted: (problem: ApiProblem) => void
}

/** No part is made smaller than this, in bytes. */
const SMALLEST_PART_BYTES = 64 * 1024
/** A server that is somewhere else than we think this often without a part getting through is not going to come round. */
const MOST_DETOURS = 3

/** Whether the very same bytes may be taken later: no answer, or a server in trouble. */
export const isTemporary = (problem: ApiProblem): boolean =>
  problem.code !== 'cancelled' && (problem.status === 0 || problem.status === 429 || problem.status >= 500)
/** The server has more or less of the file than we think, or nothing any more: asked again it says what it has. */
const isDetour = (problem: ApiProblem): boolean => ['wrong_offset', 'hash_mismatch', 'not_found'].includes(problem.code)

async function sha256Of(content: Blob): Promise<string> {
  try {
    const digest = await crypto.subtle.digest('SHA-256', await content.arrayBuffer())
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  } catch {
    // The file was moved or changed since it was chosen, or is a folder.
    throw new ApiProblem({ status: 422, code: 'unreadable' })
  }
}

/**
 * Sends a file in parts and goes on where the server is, however often the connection breaks. On a slow line parts become smaller,
 * so that each gets through.
 * @param wait resolves when the next try is due; rejects when the signal is aborted
 * @returns what the server made of the file
 * @throws ApiProblem where the server refuses the file for good, `unreadable` where this machine cannot read it; after `signal` its reason or `cancelled`
 */
export async function uploadFile(
  server: UploadServer, id: string, file: { readonly name: string; readonly content: Blob },
  { signal, progress, wait }: { readonly signal: AbortSignal; readonly progress: UploadProgress; readonly wait: (attempt: number, retryAfter: number | null) => Promise<void> },
): Promise<Attachment> {
  const { name, content } = file
  const body: UploadBody = { name, size: content.size, sha256: await sha256Of(content) }
  let partBytes = UPLOAD_PART_BYTES
  let failures = 0
  let detours = 0
  for (;;) {
    signal.throwIfAborted()
    try {
      let state = await server.announce(id, body, signal)
      while (state.attachment === null) {
        const from = state.received
        progress.sent(from)
        state = await server.sendPart(id, from, content.slice(from, from + partBytes), signal, (bytes) => progress.sent(Math.min(from + bytes, body.size)))
        failures = 0
        if (state.attachment === null && state.received <= from) throw new ApiProblem({ status: 409, code: 'wrong_offset' })
        detours = 0
      }
      progress.sent(body.size)
      return state.attachment
    } catch (error) {
      const problem = toProblem(error)
      if (isDetour(problem) && (detours += 1) <= MOST_DETOURS) continue
      if (!isTemporary(problem)) throw problem
      failures += 1
      partBytes = Math.max(SMALLEST_PART_BYTES, Math.floor(partBytes / 4))
      progress.interrupted(problem)
      await wait(failures, problem.retryAfter)
    }
  }
}
