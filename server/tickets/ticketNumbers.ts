import { QueryTypes } from 'sequelize'
import { formatTicketNumber, monthKeyOf, TICKET_NUMBER_BLOCK_SIZE } from '#shared/domain/ticket/number.ts'
import { insertRow, type Database } from '../database/database.ts'
import { isConflict, isDuplicate } from '../database/errors.ts'

/** Hands out ticket numbers. */
export interface TicketNumbers {
  /** A number nobody else has; counted within the month of `now` in the configured time zone. */
  next: (now: Date) => Promise<string>
}

interface Block {
  month: string
  nextCount: number
  lastCount: number
}

const MAX_TRIES = 200

/**
 * Numbers in blocks: a server takes the next free block of a month by inserting its row and then counts in memory, so that
 * no counter row is locked by everybody. A server that stops leaves the rest of its block as a gap.
 * @param takenBy says in the table who took a block
 */
export function createTicketNumbers(database: Database, timeZone: string, takenBy: string): TicketNumbers {
  let block: Block | null = null
  let taking: Promise<Block> | null = null

  const lastBlock = async (month: string): Promise<number> => {
    const [row] = await database.sequelize.query<{ last: number | null }>(
      'SELECT MAX(block) AS last FROM ticket_number_blocks WHERE month = ?', { replacements: [month], type: QueryTypes.SELECT },
    )
    return Number(row?.last ?? 0)
  }

  /** Outside any ticket's transaction: a block once taken stays taken. */
  const takeBlock = async (month: string, now: Date): Promise<Block> => {
    for (let attempt = 1; ; attempt++) {
      const number = (await lastBlock(month)) + 1
      try {
        await insertRow(database.tables.ticketNumberBlocks, { month, block: number, takenBy, takenAt: now }, null)
        return { month, nextCount: (number - 1) * TICKET_NUMBER_BLOCK_SIZE + 1, lastCount: number * TICKET_NUMBER_BLOCK_SIZE }
      } catch (error) {
        if (!(isDuplicate(error) || isConflict(error)) || attempt >= MAX_TRIES) throw error
      }
    }
  }

  const next = async (now: Date): Promise<string> => {
    const month = monthKeyOf(now, timeZone)
    while (!block || block.month !== month || block.nextCount > block.lastCount) {
      taking ??= takeBlock(month, now).finally(() => { taking = null })
      const taken = await taking
      if (!block || block.month !== taken.month || block.nextCount > block.lastCount) block = taken
      // A block of another month may have been under way; then the loop takes ours.
    }
    return formatTicketNumber(month, block.nextCount++)
  }

  return { next }
}
