import type { OperationLogRow, TicketRow } from '../models/index.ts'
import { hashEntry } from './operationLog.ts'

/** What is wrong with a ticket's operation log, and where. */
export interface BrokenEntry {
  /** `changed`: the entry does not say what was written; `missing`: it is gone; `head_differs`: the ticket's row names another end. */
  what: 'changed' | 'missing' | 'head_differs'
  sequence: number
  /** The last one of several missing in a row; else equal to `sequence`. */
  through: number
}

export type ChainHead = Pick<TicketRow, 'logSequence' | 'logHash'>

/** An entry as it stands in the database; null where it cannot even be read as one. */
export interface StoredEntry {
  sequence: number
  hash: string
  previousHash: string
  entry: OperationLogRow | null
}

export interface ChainVerifier {
  /** Takes the entries in the order of their sequence. */
  add: (stored: StoredEntry) => BrokenEntry[]
  /** After the last entry. */
  finish: () => BrokenEntry[]
}

const at = (what: BrokenEntry['what'], sequence: number, through = sequence): BrokenEntry => ({ what, sequence, through })

function isAsWritten({ entry, hash }: StoredEntry): boolean {
  if (!entry) return false
  const { id: _id, hash: _hash, ...content } = entry
  return hashEntry(content) === hash
}

/**
 * Follows the chain of one ticket's log from its first entry to the head that the ticket's row keeps. It remembers only
 * the entry before, however long the log is.
 */
export function createChainVerifier(head: ChainHead): ChainVerifier {
  let last = { sequence: 0, hash: '', whole: true }
  return {
    add(stored) {
      const broken: BrokenEntry[] = []
      const gap = stored.sequence > last.sequence + 1
      if (gap) broken.push(at('missing', last.sequence + 1, stored.sequence - 1))
      const whole = isAsWritten(stored)
      // An entry that was rewritten together with its hash is found by the next one, which names the hash it had.
      if (!gap && whole && stored.previousHash !== last.hash && last.whole) broken.push(at('changed', last.sequence === 0 ? stored.sequence : last.sequence))
      if (!whole) broken.push(at('changed', stored.sequence))
      last = { sequence: stored.sequence, hash: stored.hash, whole }
      return broken
    },
    finish() {
      // Every ticket's life begins with an entry.
      const expected = Math.max(head.logSequence, 1)
      if (last.sequence < expected) return [at('missing', last.sequence + 1, expected)]
      return last.sequence > head.logSequence || last.hash !== head.logHash ? [at('head_differs', head.logSequence)] : []
    },
  }
}
