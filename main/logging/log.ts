import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** Facts beside an event. Never a phone number, a name, a text that somebody typed, a token or a file path. */
export type LogFields = Readonly<Record<string, string | number | boolean>>

export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

const maxBytes = 2_000_000

/** What may be logged of an error: its kind. Its message may hold what a person typed. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error }
  return 'code' in error && typeof error.code === 'string' ? { error: error.name, code: error.code } : { error: error.name }
}

/**
 * A log of JSON lines. When the file is larger than 2 MB at a start, it becomes `….1` and a new one begins.
 * A log that cannot be written never stops the program.
 */
export function openLog(file: string, now: () => Date): Log {
  try {
    mkdirSync(dirname(file), { recursive: true })
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maxBytes) renameSync(file, `${file}.1`)
  } catch {
    // The lines below fail in the same way and are passed over.
  }
  const write = (level: string, event: string, fields: LogFields = {}) => {
    try {
      appendFileSync(file, `${JSON.stringify({ at: now().toISOString(), level, event, ...fields })}\n`)
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
