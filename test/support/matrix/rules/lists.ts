import { findRow, insertRow } from '#server/database/database.ts'
import { COLUMNS, type Column } from '../columns.ts'
import { shows, type MatrixRules } from '../case.ts'
import type { MatrixWorld } from '../world.ts'

/** For everybody with a ticket module. */
const LISTS = '401 nobody; 200 cs admin depts malls lines; 403 sales'
/** 待提交 is the call center's list. */
const PENDING = '401 nobody; 200 cs admin; 403 depts malls lines sales'

const CHOICE = { columns: [{ id: 'no', shown: true, width: 120 }] }
let count = 0
const bodyOf = (list: string, more: object = {}) => ({ name: `查询 ${++count}`, list, shared: false, query: { match: 'any', conditions: [{ field: 'type', op: 'eq', value: 'complaint' }] }, ...more })

/** A query of somebody's, shared with his organisation or not. @returns its id */
async function queryOf({ server, userId }: MatrixWorld, account: string, shared: boolean): Promise<string> {
  const { tables } = server.database
  const owner = (await findRow(tables.users, { id: Number(await userId(account)) }))!
  return String(await insertRow(tables.savedQueries, {
    userId: owner.id, organisationId: owner.organisationId, name: `查询 ${++count}`, list: 'unreplied', shared, query: { match: 'all', conditions: [] }, createdAt: server.clock.now(),
  }, null))
}
const own = (world: MatrixWorld, column: Column): Promise<string> => queryOf(world, COLUMNS[column] ?? 'HQ/agent2', false)
const listed = shows((_world, { looksFor = '' }) => `"id":"${looksFor}"`)

/** What becomes of other people's: a shared one of the call center, and one of M0001. */
const OTHERS = [
  { name: 'shared by the call center', account: 'HQ/agent2', shared: true, of: { see: 'cs admin', hidden: 'depts malls lines' } },
  { name: 'shared in M0001', account: 'M0001/sales', shared: true, of: { see: 'ownMall', hidden: 'cs admin depts otherMalls lines' } },
  { name: 'a colleague’s own', account: 'HQ/agent2', shared: false, of: { see: '', hidden: 'cs admin depts malls lines' } },
] as const

const refused = (see: string, hidden: string): string => ['401 nobody', see && `403 ${see}`, `404 ${hidden}`, '403 sales'].filter(Boolean).join('; ')

export const listRules: MatrixRules<'getListPreference' | 'setListPreference' | 'listSavedQueries' | 'createSavedQuery' | 'changeSavedQuery' | 'deleteSavedQuery'> = {
  getListPreference: [
    { name: 'of a list that everybody has', request: () => ({ params: { list: 'unreplied' } }), expected: LISTS },
    { name: 'of one that is the call center’s', request: () => ({ params: { list: 'pending' } }), expected: PENDING },
    { name: 'of none that there is', request: () => ({ params: { list: 'secret' } }), expected: '401 nobody; 404 cs admin depts malls lines; 403 sales' },
  ],
  setListPreference: [
    { name: 'of a list that everybody has', request: () => ({ params: { list: 'unreplied' }, body: CHOICE }), expected: LISTS },
    { name: 'of one that is the call center’s', request: () => ({ params: { list: 'pending' }, body: CHOICE }), expected: PENDING },
    { name: 'wider than any', request: () => ({ params: { list: 'unreplied' }, body: { columns: [{ id: 'no', shown: true, width: 9000 }] } }), expected: '401 nobody; 422 cs admin depts malls lines; 403 sales' },
  ],
  listSavedQueries: [
    { name: 'one’s own', request: async (world, column) => ({ looksFor: await own(world, column) }), detail: listed, expected: '401 nobody; 200:shown cs admin depts malls lines; 403 sales' },
    ...OTHERS.map(({ name, account, shared, of: { see, hidden } }) => ({
      name, detail: listed, request: async (world: MatrixWorld) => ({ looksFor: await queryOf(world, account, shared) }),
      expected: ['401 nobody', see && `200:shown ${see}`, `200:hidden ${hidden}`, '403 sales'].filter(Boolean).join('; '),
    })),
    { name: 'of a list that is the call center’s', request: () => ({ query: { list: 'pending' } }), expected: PENDING },
  ],
  createSavedQuery: [
    { name: 'of a list that everybody has', request: () => ({ body: bodyOf('unreplied') }), expected: LISTS.replace('200', '201') },
    { name: 'of one that is the call center’s', request: () => ({ body: bodyOf('pending') }), expected: PENDING.replace('200', '201') },
    { name: 'by a field that is none', request: () => ({ body: bodyOf('unreplied', { query: { conditions: [{ field: 'id; DROP TABLE tickets', op: 'eq', value: 1 }] } }) }), expected: '401 nobody; 422 cs admin depts malls lines; 403 sales' },
  ],
  changeSavedQuery: [
    { name: 'one’s own', request: async (world, column) => ({ params: { id: await own(world, column) }, body: bodyOf('unreplied', { shared: true }) }), expected: LISTS },
    ...OTHERS.map(({ name, account, shared, of: { see, hidden } }) => ({
      name, request: async (world: MatrixWorld) => ({ params: { id: await queryOf(world, account, shared) }, body: bodyOf('unreplied') }), expected: refused(see, hidden),
    })),
  ],
  deleteSavedQuery: [
    { name: 'one’s own', request: async (world, column) => ({ params: { id: await own(world, column) } }), expected: LISTS.replace('200', '204') },
    ...OTHERS.map(({ name, account, shared, of: { see, hidden } }) => ({
      name, request: async (world: MatrixWorld) => ({ params: { id: await queryOf(world, account, shared) } }), expected: refused(see, hidden),
    })),
  ],
}
