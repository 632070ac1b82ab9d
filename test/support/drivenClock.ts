import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFaketime } from '../runner/faketime.mjs'

/** The clock of real processes, driven by libfaketime: they read it from a file at every look. */
export interface DrivenClock {
  /** Environment of a process that is to live by this clock. */
  readonly env: Readonly<Record<string, string>>
  /** Where the clock was last set to; a running one has gone on since. */
  readonly setTo: () => Date
  /** The clock stands still there. */
  readonly stand: (instant: Date) => void
  /** The clock runs on from there at its usual pace. */
  readonly run: (instant: Date) => void
  readonly remove: () => void
}

/**
 * libfaketime reads fractions of a second as a floating number; half a millisecond more keeps it from falling below the
 * millisecond that is meant.
 */
const written = (instant: Date): string => `${instant.toISOString().slice(0, 23).replace('T', ' ')}5`

/** @throws Error where libfaketime is not on this machine: a test that needs it must not pass without */
export function createDrivenClock(start: Date): DrivenClock {
  const library = findFaketime()
  if (!library) throw new Error('libfaketime is not on this machine. These tests drive the clock of real servers with it; they need Linux and the package libfaketime (Debian: apt-get install libfaketime), which `npm test` installs where it may')
  const folder = mkdtempSync(join(tmpdir(), 'gongdan-clock-'))
  const file = join(folder, 'clock')
  let setTo = start
  const write = (instant: Date, prefix: '' | '@'): void => {
    setTo = instant
    // Replaced whole: a process never reads half of it.
    writeFileSync(`${file}.next`, `${prefix}${written(instant)}\n`)
    renameSync(`${file}.next`, file)
  }
  write(start, '')
  return {
    env: { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1', NO_FAKE_STAT: '1', TZ: 'UTC' },
    setTo: () => setTo,
    stand: (instant) => write(instant, ''),
    run: (instant) => write(instant, '@'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
