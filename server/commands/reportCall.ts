import type { Transaction } from 'sequelize'
import type { CallEvent } from '#shared/contract/call.ts'
import { normalizePhone } from '#shared/domain/customer/phone.ts'
import { mergeCallEvent } from '#shared/domain/calls/merge.ts'
import { isCallNews, tellingsOf } from '#shared/domain/calls/news.ts'
import { findRow, findRows, insertRows, updateRows, type Database } from '../database/database.ts'
import { runTransaction } from '../database/transaction.ts'
import type { CallRow } from '../models/index.ts'
import { findByPhone } from '../queries/customers.ts'
import type { Services } from '../services.ts'

/** The number as it is stored: normalised digits; of what is no number (withheld, internal) what is printable. */
const storedPhone = (written: string): string => normalizePhone(written)?.digits ?? written.normalize('NFKC').replace(/[^\x20-\x7e]/g, '')

/** The customer with this number if there is exactly one. */
async function onlyCustomer(database: Database, phone: string): Promise<number | null> {
  const { exact } = await findByPhone(database, phone)
  return exact.length === 1 ? exact[0]! : null
}

/** The call center's user with this account. */
async function agentOf(database: Database, account: string, transaction: Transaction): Promise<number | null> {
  const { tables } = database
  const [headOffice] = await findRows(tables.organisations, { kind: 'hq' }, { transaction, attributes: ['id'], order: [['id', 'ASC']], limit: 1 })
  const agent = headOffice && (await findRow(tables.users, { organisationId: headOffice.id, account, active: true }, { transaction, attributes: ['id'] }))
  return agent?.id ?? null
}

/** Notes for the streams who is told what of an event; what was noted before is not noted again. */
async function noteNews({ database, clock }: Services, call: CallRow, event: CallEvent, agentUserId: number | null, transaction: Transaction): Promise<void> {
  const [at, now] = [new Date(event.at), clock.now()]
  if (!isCallNews(at, now)) return
  const { callNews } = database.tables
  const before = await findRows(callNews, { callId: call.id }, { transaction, attributes: ['agentUserId'] })
  const heard = [...new Set(before.map((row) => row.agentUserId))]
  const tellings = tellingsOf(call, { event: event.event, at, agentUserId }, heard)
  if (tellings.length > 0) await insertRows(callNews, tellings.map((telling) => ({ ...telling, callId: call.id, createdAt: now })), transaction, { ignoreDuplicates: true })
}

/**
 * Takes in one event of the telephone system. Events of one call share an `externalId`; they may arrive out of order, twice
 * or at several servers at once.
 * @returns the call as it is after the event
 */
export async function reportCall(services: Services, event: CallEvent): Promise<CallRow> {
  const { database, clock } = services
  const { calls } = database.tables
  const phone = storedPhone(event.phone)
  const customerId = await onlyCustomer(database, event.phone)
  const call = await runTransaction(database, async (transaction) => {
    const agentUserId = await agentOf(database, event.agentAccount, transaction)
    await insertRows(calls, [{
      externalId: event.externalId, phone, line: event.line, agentAccount: event.agentAccount, agentUserId, customerId, ticketId: null, createdAt: clock.now(),
    }], transaction, { ignoreDuplicates: true })
    const before = await findRow(calls, { externalId: event.externalId }, { transaction, lock: true })
    if (!before) throw new Error('a call that was just inserted is not there')
    const merged = mergeCallEvent(before, { ...event, at: new Date(event.at) })
    const changes: Partial<CallRow> = {
      ...merged.times, ...(event.recordingUrl === undefined ? {} : { recordingUrl: event.recordingUrl }),
      // Who answers a call that was passed on is the one whose event is the latest.
      ...(merged.isLatest ? { line: event.line, agentAccount: event.agentAccount, agentUserId } : {}),
      ...(before.customerId === null && customerId !== null ? { customerId } : {}),
    }
    await updateRows(calls, changes, { id: before.id }, transaction)
    const after = { ...before, ...changes }
    await noteNews(services, after, event, agentUserId, transaction)
    return after
  })
  services.called.ring()
  return call
}
