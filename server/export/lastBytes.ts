import { pipeline, Transform, type Readable } from 'node:stream'

/** A file on its way to its reader. */
export interface GuardedFile {
  content: Readable
  /** Bytes that its reader has taken. */
  taken: () => number
  /** Whether there is something that its reader could take. */
  waits: () => boolean
}

/**
 * Holds a file's last piece back until everything before it has been made and `finish` is done, so that whoever has the
 * whole file has one that is noted as done. What fails until then, `finish` too, ends the stream: without its last piece
 * an archive has no directory, and no program takes it for whole.
 */
export function holdLastBytes(file: Readable, finish: () => Promise<void>): GuardedFile {
  let held: Buffer | null = null
  let given = 0
  const content = new Transform({
    transform(piece: Buffer, _encoding, next) {
      const before = held
      held = piece
      given += before?.length ?? 0
      next(null, before)
    },
    flush(next) {
      finish().then(() => {
        given += held?.length ?? 0
        next(null, held)
      }, next)
    },
  })
  // Either end takes the other with it; who reads hears the error of the content.
  pipeline(file, content, () => undefined)
  return { content, taken: () => given - content.readableLength, waits: () => content.readableLength > 0 }
}
