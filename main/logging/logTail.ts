import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

const readBytes = 128_000

/** The last lines of a log, oldest first; none where it cannot be read. @param count how many at most */
export function logTail(file: string, count: number): string[] {
  try {
    const handle = openSync(file, 'r')
    try {
      const { size } = fstatSync(handle)
      const length = Math.min(size, readBytes)
      const bytes = Buffer.alloc(length)
      readSync(handle, bytes, 0, length, size - length)
      const lines = bytes.toString('utf8').split('\n').filter((line) => line !== '')
      // What was read may begin in the middle of a line.
      return (length < size ? lines.slice(1) : lines).slice(-count)
    } finally {
      closeSync(handle)
    }
  } catch {
    return []
  }
}
