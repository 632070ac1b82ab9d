import { readFileSync, renameSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartFailure } from './failure.mjs'
import { createPrivateFile, writePrivateFile } from './privateFile.mjs'
import { identify, isRunning } from './processIdentity.mjs'
import { stopLeftover } from './processes.mjs'

/** @import { ProcessIdentity } from './processIdentity.mjs' */
/** @import { ProcessRegister } from './processes.mjs' */

/** How long leftovers of a killed run may take to end by themselves, in ms. A database writes back its pages. */
const LEFTOVER_PATIENCE = 30_000
/** A run whose `npm` was just ended notices it within this time, in ms; a new start waits for it. */
const NOTICE_PATIENCE = 1500
/** How long a run that is stopping is waited for, in ms. */
const STOPPING_PATIENCE = 120_000

/**
 * @typedef {object} RunRecord
 * @property {ProcessIdentity} supervisor the process that started all the others
 * @property {ProcessIdentity[]} children oldest first
 * @property {string} url
 * @property {boolean} stopping
 */

/**
 * Takes the right to run on a data folder. Of two that try at once, one wins. What a killed run has left behind (its
 * server, its database) is stopped first.
 * @param {string} path the record's file
 * @param {{ url: string, marker: string, onLeftover?: (identity: ProcessIdentity) => void }} options `marker` is part of our own command line
 * @returns {Promise<ProcessRegister & { markStopping: () => void, release: () => void }>}
 * @throws {StartFailure} when the program already runs there
 */
export async function takeRunRecord(path, { url, marker, onLeftover }) {
  /** @type {RunRecord} */
  const record = { supervisor: identify('start', process.pid, marker), children: [], url, stopping: false }
  const content = () => JSON.stringify(record, null, 2)

  const begun = performance.now()
  while (!createPrivateFile(path, content())) {
    const text = readText(path)
    const other = parseRecord(text)
    if (other && isRunning(other.supervisor)) {
      if (performance.now() - begun > (other.stopping ? STOPPING_PATIENCE : NOTICE_PATIENCE)) throw alreadyRuns(path, other)
      await sleep(100)
      continue
    }
    for (const child of [...(other?.children ?? [])].reverse()) {
      if (isRunning(child)) onLeftover?.(child)
      await stopLeftover(child, LEFTOVER_PATIENCE)
    }
    removeIfUnchanged(path, text)
  }

  const save = () => writePrivateFile(path, content())
  return {
    add(role, pid, childMarker) {
      record.children.push(identify(role, pid, childMarker))
      save()
    },
    remove(pid) {
      record.children = record.children.filter((child) => child.pid !== pid)
      save()
    },
    markStopping() {
      record.stopping = true
      save()
    },
    release: () => rmSync(path, { force: true }),
  }
}

/** @param {string} path @param {RunRecord} other */
function alreadyRuns(path, other) {
  return new StartFailure(`Gongdan already runs on this data folder (process ${other.supervisor.pid}, ${other.url}; ${path})`)
}

/**
 * Removes the record of a dead run, unless another start has replaced it in the meantime.
 * @param {string} path
 * @param {string | undefined} judged the content that was found to be of a dead run
 */
function removeIfUnchanged(path, judged) {
  const aside = `${path}.${process.pid}.old`
  try {
    renameSync(path, aside)
  } catch {
    return // Another start has removed it first.
  }
  const moved = readText(aside)
  if (moved !== undefined && moved !== judged) createPrivateFile(path, moved)
  rmSync(aside, { force: true })
}

/** @param {string} path */
function readText(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/**
 * @param {string | undefined} text
 * @returns {RunRecord | undefined}
 */
function parseRecord(text) {
  try {
    const value = JSON.parse(text ?? '')
    return value?.supervisor && Array.isArray(value.children) ? value : undefined
  } catch {
    return undefined
  }
}
