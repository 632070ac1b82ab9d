import type { CurrentUser } from '../caller.ts'
import { findRows, type Database } from '../database/database.ts'
import { findText, type FindTextOptions } from './findText.ts'
import { LINE } from './searchTexts.ts'

/** Tickets of a customer whose name has the words, or of a contract or order whose number has them. */
export interface FoundParties {
  kind: 'customer' | 'contract'
  ids: number[]
  more: boolean
  complete: boolean
}

/**
 * The newest tickets of these parties. Words that stand partly in the name and partly in the number count for the customer.
 * @param phrases normalised
 */
export async function findParties(database: Database, user: CurrentUser, phrases: readonly string[], { limit, budgetMs }: Omit<FindTextOptions, 'place'>): Promise<FoundParties[]> {
  // Of two groups from one walk each can be full only with as many again.
  const { ids, more, complete } = await findText(database, user, phrases, { place: 'parties', limit: limit * 2, budgetMs })
  const texts = new Map((await findRows(database.tables.ticketTexts, { ticketId: ids }, { attributes: ['ticketId', 'parties'] })).map((row) => [row.ticketId, row.parties]))
  const isContract = (id: number): boolean => {
    const [, contract = ''] = (texts.get(id) ?? '').split(LINE)
    return phrases.every((phrase) => contract.includes(phrase))
  }
  const group = (kind: FoundParties['kind'], own: number[]): FoundParties => ({ kind, ids: own.slice(0, limit), more: own.length > limit || (more && own.length > 0), complete })
  return [group('customer', ids.filter((id) => !isContract(id))), group('contract', ids.filter(isContract))]
}
