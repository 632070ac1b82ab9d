import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { PICTURE_TYPES } from '#shared/domain/ticket/attachments.ts'
import type { AttachmentState } from '../../components/attachments/attachmentItem.ts'
import { toProblem } from '../../api/problem.ts'
import { useConnectionStore } from '../../stores/connection.ts'
import { useMachineStore } from '../../stores/machine/machine.ts'
import { useSessionStore } from '../../stores/session.ts'
import { carryFile, type Carried } from './carryFile.ts'
import { createTurns } from './turns.ts'
import { isTemporary } from './uploadFile.ts'
import { waitForTry } from './waitForTry.ts'

/** A file on its way to where sending the form finds it. */
export interface Transfer {
  readonly name: string
  readonly content: File
  state: Exclude<AttachmentState, 'lost'>
  /** Bytes that have gone out. */
  sent: number
  /** Stable code; null while nothing went wrong. */
  problem: string | null
  /** Whether trying the same file again can help. */
  retryable: boolean
  /** What became of it, once `complete`. */
  carried: Carried | null
  /** An object URL of the picture; null for other files. */
  preview: string | null
}

/** One after the other: they stand in the record in the order in which they were added, and do not share one thin line. */
const AT_ONCE = 1

/**
 * The files on their way, by attachment id. They go on when their form is closed: its draft stays, and so do its files.
 * Gone with the session and with the page; a form that comes back without its file says so.
 */
export const useUploadStore = defineStore('attachmentUploads', () => {
  const session = useSessionStore()
  const connection = useConnectionStore()
  const machine = useMachineStore()
  const transfers = ref(new Map<string, Transfer>())
  const stops = new Map<string, AbortController>()
  const turns = createTurns(AT_ONCE)

  async function run(id: string, transfer: Transfer): Promise<void> {
    const stop = new AbortController()
    stops.set(id, stop)
    Object.assign(transfer, { state: 'waiting', problem: null, sent: 0 })
    try {
      const carried = await turns.take(async () => {
        stop.signal.throwIfAborted()
        transfer.state = 'sending'
        return carryFile(machine.store, id, { name: transfer.name, content: transfer.content }, {
          signal: stop.signal,
          progress: {
            sent: (bytes) => { Object.assign(transfer, { state: 'sending', problem: null, sent: bytes }) },
            interrupted: (problem) => { Object.assign(transfer, { state: 'interrupted', problem: problem.code }) },
          },
          wait: (attempt, retryAfter) => waitForTry(attempt, retryAfter, stop.signal, (onAnswer) => watch(() => connection.online, (online) => { if (online) onAnswer() })),
        })
      })
      Object.assign(transfer, { state: 'complete', carried, sent: transfer.content.size, problem: null })
    } catch (error) {
      if (stop.signal.aborted) return
      const problem = toProblem(error)
      Object.assign(transfer, { state: 'failed', problem: problem.code, retryable: isTemporary(problem) || problem.status === 401 })
    } finally {
      if (stops.get(id) === stop) stops.delete(id)
    }
  }

  const find = (id: string): Transfer | null => transfers.value.get(id) ?? null

  /** @param name as it is kept; a file of the clipboard has none of its own */
  function start(id: string, name: string, content: File): void {
    const isPicture = (PICTURE_TYPES as readonly string[]).includes(content.type)
    transfers.value.set(id, { name, content, state: 'waiting', sent: 0, problem: null, retryable: false, carried: null, preview: isPicture ? URL.createObjectURL(content) : null })
    const transfer = find(id)
    if (transfer) void run(id, transfer)
  }
  function retry(id: string): void {
    const transfer = find(id)
    if (transfer && transfer.state === 'failed') void run(id, transfer)
  }
  /** Ends the transfer, where it still runs, and lets go of the file. */
  function forget(id: string): void {
    stops.get(id)?.abort()
    stops.delete(id)
    const preview = find(id)?.preview
    if (preview) URL.revokeObjectURL(preview)
    transfers.value.delete(id)
  }
  watch(() => session.user?.id, (now, before) => {
    if (before !== undefined && now !== before) for (const id of [...transfers.value.keys()]) forget(id)
  })
  return { transfers, find, start, retry, forget }
})
