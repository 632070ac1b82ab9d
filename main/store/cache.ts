import type { DatabaseSync } from 'node:sqlite'
import type { IpcInput } from '#shared/contract/ipc.ts'
import type { CachedRecord } from '#shared/contract/localStore.ts'
import { normalizePhone, phoneMatchKeys, phonesMatch } from '#shared/domain/customer/phone.ts'
import { openJson, type Sealer } from './sealing.ts'
import { DamagedContent } from './sqlite.ts'

/** Customers, and as many tickets, that are kept; of more, those not seen for longest go. */
export const CACHE_LIMIT = 5_000
/** Fewest and most last digits that find a customer. */
const [SHORTEST_ENDING, LONGEST_ENDING] = [4, 11]
const MOST_ANSWERS = 50

/** Customers and tickets as they were last seen on this machine. */
export interface CacheTable {
  put(records: IpcInput<'cache.put'>, now: Date): void
  customersByPhone(digits: string): CachedRecord[]
  ticket(no: string): CachedRecord | null
  ticketsOfCustomer(customerId: string): CachedRecord[]
}

interface CachedCustomer {
  phones: string[]
  json: string
}

const digitsOf = (phone: string): string => normalizePhone(phone)?.digits ?? phone.replace(/\D/g, '')

/** Under which names a number is found: whole, without area code, and by its last digits. */
function lookupNames(digits: string): string[] {
  const endings = Array.from({ length: LONGEST_ENDING - SHORTEST_ENDING + 1 }, (_, index) => SHORTEST_ENDING + index)
    .filter((length) => length <= digits.length).map((length) => `ending ${digits.slice(-length)}`)
  return [...phoneMatchKeys(digits).map((key) => `number ${key}`), ...endings]
}

const isAskedFor = (phone: string, digits: string): boolean => phonesMatch(phone, digits) || (digits.length >= SHORTEST_ENDING && phone.endsWith(digits))

/**
 * @param limit how many of each are kept
 */
export function createCacheTable(database: DatabaseSync, sealer: Sealer, limit = CACHE_LIMIT): CacheTable {
  const putCustomer = database.prepare(
    `INSERT INTO cache_customers (fingerprint, sealed, seen_at) VALUES (?, ?, ?)
     ON CONFLICT (fingerprint) DO UPDATE SET sealed = excluded.sealed, seen_at = excluded.seen_at RETURNING number`)
  const dropPhones = database.prepare('DELETE FROM cache_phones WHERE customer = ?')
  const putPhone = database.prepare('INSERT OR IGNORE INTO cache_phones (fingerprint, customer) VALUES (?, ?)')
  const putTicket = database.prepare(
    `INSERT INTO cache_tickets (fingerprint, customer, sealed, seen_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (fingerprint) DO UPDATE SET customer = excluded.customer, sealed = excluded.sealed, seen_at = excluded.seen_at`)
  const customersOfPhone = database.prepare(
    `SELECT c.number, c.fingerprint, c.sealed, c.seen_at FROM cache_customers c
     WHERE c.number IN (SELECT customer FROM cache_phones WHERE fingerprint IN (?, ?, ?)) ORDER BY c.seen_at DESC LIMIT ${4 * MOST_ANSWERS}`)
  const ticketByNo = database.prepare('SELECT number, fingerprint, sealed, seen_at FROM cache_tickets WHERE fingerprint = ?')
  const ticketsByCustomer = database.prepare(`SELECT number, fingerprint, sealed, seen_at FROM cache_tickets WHERE customer = ? ORDER BY seen_at DESC LIMIT ${MOST_ANSWERS}`)
  const drop = { customers: database.prepare('DELETE FROM cache_customers WHERE number = ?'), tickets: database.prepare('DELETE FROM cache_tickets WHERE number = ?') }
  const bound = (['customers', 'tickets'] as const).map((table) => database.prepare(
    `DELETE FROM cache_${table} WHERE number IN (SELECT number FROM cache_${table} ORDER BY seen_at DESC, number DESC LIMIT -1 OFFSET ${limit})`))

  const identity = (table: keyof typeof drop, fingerprint: unknown) => `cache-${table}:${Buffer.from(fingerprint as Uint8Array).toString('hex')}`
  type Row = Readonly<Record<string, unknown>>
  /** A row that was damaged is no loss: the server has it. */
  function read<Content>(table: keyof typeof drop, row: Row): Content | null {
    try {
      return openJson<Content>(sealer, identity(table, row['fingerprint']), row['sealed'])
    } catch (error) {
      if (!(error instanceof DamagedContent)) throw error
      drop[table].run(Number(row['number']))
      return null
    }
  }
  const record = (json: string, row: Row): CachedRecord => ({ json, seenAt: new Date(Number(row['seen_at'])).toISOString() })
  const readTicket = (row: Row): CachedRecord[] => {
    const content = read<{ json: string }>('tickets', row)
    return content ? [record(content.json, row)] : []
  }

  return {
    put({ customers, tickets }, now) {
      const seenAt = now.getTime()
      for (const { id, phones, json } of customers) {
        const fingerprint = sealer.fingerprint('customer', id)
        const digits = [...new Set(phones.map(digitsOf).filter((phone) => phone !== ''))]
        const { number } = putCustomer.get(fingerprint, sealer.seal(identity('customers', fingerprint), JSON.stringify({ phones: digits, json })), seenAt) as { number: number }
        dropPhones.run(number)
        for (const name of new Set(digits.flatMap(lookupNames))) putPhone.run(sealer.fingerprint('phone', name), number)
      }
      for (const { no, customerId, json } of tickets) {
        const fingerprint = sealer.fingerprint('ticket', no)
        putTicket.run(fingerprint, sealer.fingerprint('customer', customerId), sealer.seal(identity('tickets', fingerprint), JSON.stringify({ json })), seenAt)
      }
      for (const statement of bound) statement.run()
    },
    customersByPhone(asked) {
      const digits = digitsOf(asked)
      const [whole = digits, short = whole] = phoneMatchKeys(digits)
      const names = [`number ${whole}`, `number ${short}`, `ending ${digits.slice(-LONGEST_ENDING)}`].map((name) => sealer.fingerprint('phone', name))
      return customersOfPhone.all(...names).flatMap((row) => {
        const customer = read<CachedCustomer>('customers', row)
        return customer?.phones.some((phone) => isAskedFor(phone, digits)) ? [record(customer.json, row)] : []
      }).slice(0, MOST_ANSWERS)
    },
    ticket(no) {
      const row = ticketByNo.get(sealer.fingerprint('ticket', no))
      return row ? (readTicket(row)[0] ?? null) : null
    },
    ticketsOfCustomer: (customerId) => ticketsByCustomer.all(sealer.fingerprint('customer', customerId)).flatMap(readTicket),
  }
}
