import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Pairs of a run; 8 bytes each. */
const RUN = 4_000_000
/** A key has 33 bits and a number has 53: a run's tickets lie this close together. */
const TICKETS_OF_RUN = 2 ** 20
const READ = 1 << 16

/** Keys of tickets (terms, with the text they stand in), too many for the memory: sorted in runs on the disk, and read back as one, by key and ticket. */
export interface SortedRuns {
  /** @param ticketId never smaller than the one before */
  add: (ticketId: number, keys: Iterable<number>) => void
  /** All pairs, once. */
  read: () => Generator<[key: number, ticketId: number]>
  /** Takes the files away. */
  remove: () => void
}

/** A sorted run on the disk, read from the beginning. */
interface Run {
  /** The next key; infinite at the end. */
  key: () => number
  /** Its ticket; goes on to the next pair. */
  takeTicket: () => number
  close: () => void
}

function readRun(path: string, base: number): Run {
  const file = openSync(path, 'r')
  const buffer = new Float64Array(READ)
  let [at, filled] = [0, 0]
  const fill = (): void => {
    ;[at, filled] = [0, readSync(file, buffer) / Float64Array.BYTES_PER_ELEMENT]
  }
  fill()
  return {
    key: () => (at < filled ? Math.floor(buffer[at]! / TICKETS_OF_RUN) : Infinity),
    takeTicket: () => {
      const ticketId = base + (buffer[at]! % TICKETS_OF_RUN)
      at++
      if (at === filled) fill()
      return ticketId
    },
    close: () => closeSync(file),
  }
}

/** Files in a folder of its own among the system's temporary ones. */
export function createSortedRuns(size = RUN): SortedRuns {
  const folder = mkdtempSync(join(tmpdir(), 'gongdan-terms-'))
  const runs: { path: string; base: number }[] = []
  const pairs = new Float64Array(size)
  let [filled, base] = [0, 0]

  function write(): void {
    if (filled === 0) return
    const path = join(folder, String(runs.length))
    const file = openSync(path, 'wx')
    // Plain numbers: the typed array's own order needs no comparison of ours.
    const sorted = pairs.subarray(0, filled).sort()
    const bytes = new Uint8Array(sorted.buffer, 0, filled * Float64Array.BYTES_PER_ELEMENT)
    for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written)
    closeSync(file)
    runs.push({ path, base })
    filled = 0
  }
  return {
    add(ticketId, keys) {
      for (const key of keys) {
        if (filled === size || (filled > 0 && ticketId - base >= TICKETS_OF_RUN)) write()
        if (filled === 0) base = ticketId
        pairs[filled++] = key * TICKETS_OF_RUN + (ticketId - base)
      }
    },
    *read() {
      write()
      const readers = runs.map((run) => readRun(run.path, run.base))
      try {
        for (;;) {
          const key = readers.reduce((least, reader) => Math.min(least, reader.key()), Infinity)
          if (key === Infinity) return
          // Of one key, the tickets of an earlier run come first.
          for (const reader of readers) while (reader.key() === key) yield [key, reader.takeTicket()]
        }
      } finally {
        for (const reader of readers) reader.close()
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
