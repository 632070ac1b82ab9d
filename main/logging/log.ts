import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { withoutPersonalData } from './personalData.ts'

/**
 * Facts beside an event. Never a phone number, a name, a text that somebody typed, a token or a file path; what looks
 * like one is removed.
 */
export type LogFields = Readonly<Record<string, string | number | boolean>>

export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

/** How large a file becomes (bytes), and how many earlier ones are kept as `….1` (the newest) to `….n`. */
export interface LogLimits {
  readonly maxBytes: number
  readonly earlierFiles: number
}
const defaultLimits: LogLimits = { maxBytes: 2_000_000, earlierFiles: 4 }
const eventName = /^[a-z][a-z0-9_]{0,60}$/

/** What may be logged of an error: its kind. Its message may hold what a person typed. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error }
  return 'code' in error && typeof error.code === 'string' ? { error: error.name, code: error.code } : { error: error.name }
}

/** `file` becomes `file.1`, that `file.2`, and the oldest goes. */
function rotate(file: string, earlierFiles: number): void {
  rmSync(`${file}.${earlierFiles}`, { force: true })
  for (let age = earlierFiles - 1; age >= 0; age -= 1) {
    const from = age === 0 ? file : `${file}.${age}`
    if (statSync(from, { throwIfNoEntry: false })) renameSync(from, `${file}.${age + 1}`)
  }
}

/**
 * A log of JSON lines. A line that would make the file larger than the limit begins a new one, also while the program
 * runs. A log that cannot be written never stops the program.
 */
export function openLog(file: string, now: () => Date, limits: LogLimits = defaultLimits): Log {
  let size = 0
  try {
    mkdirSync(dirname(file), { recursive: true })
    size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  } catch {
    // The lines below fail in the same way and are passed over.
  }
  const write = (level: string, event: string, fields: LogFields = {}) => {
    try {
      const safe = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, withoutPersonalData(value)]))
      const line = `${JSON.stringify({ at: now().toISOString(), level, event: eventName.test(event) ? event : 'unnamed_event', ...safe })}\n`
      const bytes = Buffer.byteLength(line)
      if (size > 0 && size + bytes > limits.maxBytes) {
        rotate(file, limits.earlierFiles)
        size = 0
      }
      appendFileSync(file, line)
      size += bytes
    } catch {
      // The disk may be full; the person's work goes on.
    }
  }
  return {
    info: (event, fields) => write('info', event, fields),
    warn: (event, fields) => write('warn', event, fields),
    error: (event, fields) => write('error', event, fields),
  }
}
