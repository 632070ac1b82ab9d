import { findRow, insertRow } from '#server/database/database.ts'
import { COLUMNS, type Column } from '../columns.ts'
import type { MatrixCase, MatrixRules } from '../case.ts'
import type { MatrixWorld } from '../world.ts'

let lastEvent = 900_000_000

/** A message to a recipient about somebody's ticket, as delivery writes it. @returns its id */
async function messageTo({ server }: MatrixWorld, recipient: string, no: string): Promise<string> {
  const { tables } = server.database
  const ticket = (await findRow(tables.tickets, { no }))!
  lastEvent++
  return String(await insertRow(tables.messages, { eventId: lastEvent, recipient, event: 'replied', ticketId: ticket.id, ticketNo: no, at: server.clock.now(), desktop: false }, null))
}

const own = async (world: MatrixWorld, column: Column): Promise<string> => `user:${COLUMNS[column] === null ? 0 : await world.userId(COLUMNS[column])}`

/** What the answer shows of the message that the case has made. */
const shown: NonNullable<MatrixCase['detail']> = (body, _world, { looksFor }) => {
  const found = (body['items'] as { id: string; ticketType: string | null }[]).find(({ id }) => id === looksFor)
  return found === undefined ? 'hidden' : found.ticketType === null ? 'number' : 'ticket'
}

const listed = (name: string, recipientOf: (world: MatrixWorld, column: Column) => Promise<string> | string, ticketOf: (world: MatrixWorld) => string, expected: string): MatrixCase => ({
  name, detail: shown, expected,
  request: async (world, column) => ({ query: { limit: '100' }, looksFor: await messageTo(world, await recipientOf(world, column), ticketOf(world)) }),
})

/** Whether the message that was named is read now. */
const marked = (name: string, recipientOf: (world: MatrixWorld, column: Column) => Promise<string> | string, bodyOf: (id: string) => object, expected: string): MatrixCase => ({
  name, expected,
  request: async (world, column) => {
    const id = await messageTo(world, await recipientOf(world, column), world.own)
    return { body: bodyOf(id), looksFor: id }
  },
})

const NOBODY_ELSE = '401 nobody; 200:hidden cs admin depts malls lines; 403 sales'
const EVERYBODY = '401 nobody; 200 cs admin depts malls lines; 403 sales'

export const messageRules: MatrixRules<'listMessages' | 'readMessages'> = {
  listMessages: [
    listed('one’s own about M0001’s ticket: who does not see the ticket has its number', own, ({ own: no }) => no,
      '401 nobody; 200:ticket cs admin ownDept ownMall ownLine; 200:number otherDept otherMalls otherLine; 403 sales'),
    listed('one’s own about a ticket that the mall gave back', own, ({ returned }) => returned, '401 nobody; 200:ticket cs admin; 200:number depts malls lines; 403 sales'),
    listed('somebody else’s', () => 'user:999999', ({ own: no }) => no, NOBODY_ELSE),
    listed('that of the whole call center', () => 'call_center', ({ own: no }) => no, '401 nobody; 200:ticket cs; 200:hidden admin depts malls lines; 403 sales'),
    { name: 'a cursor that is none', request: () => ({ query: { cursor: 'x' } }), expected: '401 nobody; 422 cs admin depts malls lines; 403 sales' },
  ],
  readMessages: [
    marked('one’s own', own, (id) => ({ ids: [id] }), EVERYBODY),
    marked('somebody else’s are passed over', () => 'user:999999', (id) => ({ ids: [id] }), EVERYBODY),
    marked('all', own, () => ({ all: true }), EVERYBODY),
    { name: 'none', request: () => ({ body: { ids: [] } }), expected: '401 nobody; 422 cs admin depts malls lines; 403 sales' },
  ],
}
