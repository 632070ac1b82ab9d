import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { BREACH_KINDS, type BreachKind } from '#shared/domain/breaches.ts'
import { findRows } from '#server/database/database.ts'
import { problemOf, startTestServer, type TestServer } from '../../support/testServer.ts'

let server: TestServer
let admin: Client
beforeAll(async () => {
  server = await startTestServer()
  admin = await server.as('HQ/admin')
})
afterAll(() => server.stop())

const amounts = (more: Partial<Record<BreachKind, number>> = {}): Record<BreachKind, number> => ({ ...(Object.fromEntries(BREACH_KINDS.map((kind) => [kind, 0])) as Record<BreachKind, number>), ...more })
const audited = async () => (await findRows(server.database.tables.auditEntries, { action: 'set_penalties' }, { order: [['id', 'ASC']] })).map(({ detail }) => detail)

it('penalties are 0 where none is configured', async () => {
  expect(await admin.getPenalties()).toEqual({ penalties: amounts() })
})

it('are kept to the fen, and the audit says what changed', async () => {
  const body = { penalties: amounts({ late_reply: 100, late_contact: 99.99, wrong_return: 9_999_999_999 }) }
  expect(await admin.putPenalties({ body })).toEqual(body)
  expect(await admin.getPenalties()).toEqual(body)
  await admin.putPenalties({ body })
  await admin.putPenalties({ body: { penalties: { ...body.penalties, late_reply: 0.1 } } })
  expect(await audited()).toEqual([
    { changes: { late_contact: { before: 0, after: 99.99 }, late_reply: { before: 0, after: 100 }, wrong_return: { before: 0, after: 9_999_999_999 } } },
    { changes: { late_reply: { before: 100, after: 0.1 } } },
  ])
})

it.each([[{ late_reply: -1 }], [{ late_reply: 0.001 }], [{ late_reply: 10_000_000_000 }], [{ late_reply: '1' }], [{ rude: 1 }]])('refuses %j and changes nothing', async (wrong) => {
  const before = await admin.getPenalties()
  expect((await problemOf(admin.putPenalties({ body: { penalties: { ...amounts(), ...wrong } as Record<BreachKind, number> } }))).code).toBe('validation_failed')
  expect(await admin.getPenalties()).toEqual(before)
})

it('refuses a set that leaves a kind out', async () => {
  const { late_reply: _, ...rest } = amounts()
  expect((await problemOf(admin.putPenalties({ body: { penalties: rest as Record<BreachKind, number> } }))).errors).toEqual({ 'penalties.late_reply': expect.any(Array) as string[] })
})
