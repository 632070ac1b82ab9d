import { Op, Transaction } from 'sequelize'
import { findRows, type Database } from '../database/database.ts'
import type { OperationLogRow, TicketRow } from '../models/index.ts'
import { createChainVerifier, type BrokenEntry, type StoredEntry } from '../tickets/logChain.ts'

/** Rows read at once: what is in memory does not grow with the database. */
const BATCH = 500

export interface Verification {
  tickets: number
  entries: number
  broken: number
}

export type BrokenTicketEntry = BrokenEntry & { ticketNo: string }

export interface VerifyOptions {
  /** Hears of each broken place as it is found. */
  onBroken: (broken: BrokenTicketEntry) => void
  /** Hears how far it is, after each batch of tickets. */
  onProgress?: (sofar: Verification) => void
}

type TicketHead = Pick<TicketRow, 'id' | 'no' | 'logSequence' | 'logHash'>

async function* ticketHeads(database: Database, transaction: Transaction): AsyncGenerator<TicketHead[]> {
  const { tickets } = database.tables
  for (let after = 0; ;) {
    const batch = await findRows(tickets, { id: { [Op.gt]: after } }, { transaction, attributes: ['id', 'no', 'logSequence', 'logHash'], order: [['id', 'ASC']], limit: BATCH })
    const last = batch.at(-1)
    if (!last) return
    yield batch
    after = last.id
  }
}

type RawEntry = Record<string, unknown> & { ticketId: number; sequence: number; hash: string; previousHash: string }

/** What was written into a column may be nothing that the program could have written. */
function decode(database: Database, raw: RawEntry): OperationLogRow | null {
  try {
    const entry = database.tables.operationLog.decode({ ...raw })
    return Number.isNaN(entry.at.getTime()) ? null : entry
  } catch {
    return null
  }
}

/** The entries of tickets from one id to another, ticket by ticket in the order of their sequence. */
async function* entriesBetween(database: Database, first: number, last: number, transaction: Transaction): AsyncGenerator<StoredEntry & { ticketId: number }> {
  const { model } = database.tables.operationLog
  let after = { ticketId: first, sequence: -1 }
  for (;;) {
    const rows = (await model.findAll({
      where: {
        ticketId: { [Op.between]: [after.ticketId, last] },
        [Op.or]: [{ ticketId: { [Op.gt]: after.ticketId } }, { ticketId: after.ticketId, sequence: { [Op.gt]: after.sequence } }],
      },
      order: [['ticketId', 'ASC'], ['sequence', 'ASC']], limit: BATCH, raw: true, transaction,
    })) as unknown as RawEntry[]
    for (const raw of rows) {
      after = { ticketId: Number(raw.ticketId), sequence: Number(raw.sequence) }
      yield { ...after, hash: raw.hash, previousHash: raw.previousHash, entry: decode(database, raw) }
    }
    if (rows.length < BATCH) return
  }
}

/**
 * Walks the operation log of every ticket and compares hashes, sequences and the head on the ticket's row. It sees one
 * moment of the database, so that it may run beside a working server.
 */
export async function verifyLogs(database: Database, { onBroken, onProgress }: VerifyOptions): Promise<Verification> {
  const sofar: Verification = { tickets: 0, entries: 0, broken: 0 }
  const isolationLevel = Transaction.ISOLATION_LEVELS.REPEATABLE_READ
  await database.sequelize.transaction({ isolationLevel }, async (transaction) => {
    for await (const batch of ticketHeads(database, transaction)) {
      const tickets = batch.map((head) => ({ head, verifier: createChainVerifier(head) }))
      let current = 0
      const report = (broken: readonly BrokenEntry[]): void => {
        for (const one of broken) onBroken({ ...one, ticketNo: tickets[current]!.head.no })
        sofar.broken += broken.length
      }
      for await (const entry of entriesBetween(database, batch[0]!.id, batch.at(-1)!.id, transaction)) {
        while (tickets[current]!.head.id < entry.ticketId) {
          report(tickets[current]!.verifier.finish())
          current += 1
        }
        report(tickets[current]!.verifier.add(entry))
        sofar.entries += 1
      }
      for (; current < tickets.length; current += 1) report(tickets[current]!.verifier.finish())
      sofar.tickets += batch.length
      onProgress?.({ ...sofar })
    }
  })
  return sofar
}
