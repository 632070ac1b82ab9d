import { randomUUID } from 'node:crypto'
import { insertRow } from '#server/database/database.ts'
import type { MatrixRules } from '../case.ts'

const list = (more: object = {}) => ({ body: { exportId: randomUUID(), tab: 'all', columns: ['no', 'phone'], ...more } })
/** Of the month in which the world was made. */
const report = (more: Record<string, string> = {}) => ({ query: { month: '2026-03', exportId: randomUUID(), ...more } })
const BAD = '401 nobody; 422 cs admin depts malls lines; 403 sales'
/** What belongs to somebody else does not exist. */
const OF_ANOTHER = '401 nobody; 404 cs admin depts malls lines; 403 sales'

async function exportOfAnother(world: Parameters<MatrixRules['getExport'][number]['request']>[0]): Promise<{ params: { id: string } }> {
  const id = randomUUID()
  const at = world.server.clock.now()
  await insertRow(world.server.database.tables.exports, {
    id, userId: Number(await world.userId('HQ/agent2')), kind: 'tickets', state: 'done', runningKey: null, rowsWritten: 1, total: 1, cut: false, cancelWanted: false, startedAt: at, updatedAt: at, endedAt: at, requestId: 'r',
  }, null)
  return { params: { id } }
}

export const exportRules: MatrixRules<'exportTickets' | 'exportBreaches' | 'getExport' | 'cancelExport'> = {
  exportTickets: [
    { name: 'a list that everybody has', request: () => list(), expected: '401 nobody; 200 cs admin depts malls lines; 403 sales' },
    { name: 'a list of the call center', request: () => list({ tab: 'pending' }), expected: '401 nobody; 200 cs admin; 403 depts malls lines sales' },
    { name: 'a column that there is not', request: () => list({ columns: ['password'] }), expected: BAD },
  ],
  exportBreaches: [
    { name: 'of a month', request: () => report(), expected: '401 nobody; 200 cs admin depts malls; 403 lines sales' },
    { name: 'without an id', request: () => ({ query: { month: '2026-03' } }), expected: BAD },
  ],
  getExport: [
    { name: 'somebody else’s', request: exportOfAnother, expected: OF_ANOTHER },
    { name: 'none', request: () => ({ params: { id: randomUUID() } }), expected: OF_ANOTHER },
  ],
  cancelExport: [{ name: 'somebody else’s', request: exportOfAnother, expected: OF_ANOTHER }],
}
