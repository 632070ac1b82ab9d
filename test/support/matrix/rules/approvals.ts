import type { Ticket } from '#shared/contract/ticket.ts'
import { shows, type MatrixCase, type MatrixRequest, type MatrixRules } from '../case.ts'
import { FOREIGN, type MatrixWorld } from '../world.ts'

const LATER = { startsAt: '2026-03-04T02:00:00Z', endsAt: '2026-03-11T02:00:00Z' }

const decide = (decision: 'approve' | 'reject') => ({ pendingRequests }: Ticket): MatrixRequest =>
  ({ body: { decisions: [{ id: pendingRequests[0]!.id, decision, comment: '看过了。' }] } })

/** What became of the one row. */
const outcomeOfRow: NonNullable<MatrixCase['detail']> = (body) => {
  const [row] = body['results'] as { outcome: string; code: string | null; ticketNo: string | null }[]
  return row!.code === null ? row!.outcome : `${row!.code}${row!.code === 'not_found' && row!.ticketNo !== null ? '_but_named' : ''}`
}

const decision = (name: string, make: (world: MatrixWorld) => Promise<Ticket>, how: 'approve' | 'reject', expected: string): MatrixCase =>
  ({ name, request: async (world) => decide(how)(await make(world)), detail: outcomeOfRow, expected })

/** Assistants ask for nothing and decide nothing: they have no lists of requests, and whatever request they name is refused the same. */
const listed = (name: string, kind: string, made: (world: MatrixWorld) => Promise<{ no: string }>, expected: string): MatrixCase => ({
  name,
  request: async (world) => ({ query: { kind, limit: '100' }, looksFor: (await made(world)).no }),
  detail: shows((_world, { looksFor }) => looksFor!),
  expected,
})

export const approvalRules: MatrixRules<'listApprovals' | 'decideApprovals' | 'listDelegations' | 'createDelegation' | 'endDelegation' | 'listColleagues'> = {
  listApprovals: [
    listed('a pending return of one’s own ticket', 'return', ({ freshReturn }) => freshReturn(), '401 nobody; 200:shown cs admin ownDept ownMall; 200:hidden otherDept otherMalls; 403 lines sales'),
    listed('a pending closure of one’s own ticket', 'closure', ({ freshClosure }) => freshClosure(), '401 nobody; 200:shown cs admin ownDept ownMall; 200:hidden otherDept otherMalls; 403 lines sales'),
    listed('a pending return of somebody else’s ticket', 'return', ({ freshReturn }) => freshReturn(FOREIGN),
      '401 nobody; 200:shown cs admin otherDept otherMall; 200:hidden ownDept ownMall sisterMall; 403 lines sales'),
    listed('who asked keeps number, outcome and comment of an approved return; his department does not', 'return', async ({ returned }) => ({ no: returned }),
      '401 nobody; 200:shown cs admin ownMall; 200:hidden depts otherMalls; 403 lines sales'),
    {
      name: 'an approved return shows who asked nothing of the ticket but its number', request: () => ({ query: { kind: 'return', state: 'approved' } }),
      detail: (body, { returnedRequest }) => {
        const row = (body['items'] as { id: string; ticket: object | null }[]).find(({ id }) => id === returnedRequest)
        return row === undefined ? 'hidden' : row.ticket === null ? 'number' : 'ticket'
      },
      expected: '401 nobody; 200:ticket cs admin; 200:number ownMall; 200:hidden depts otherMalls; 403 lines sales',
    },
    { name: 'a kind that there is not', request: () => ({ query: { kind: 'holiday' } }), expected: '401 nobody; 422 cs admin depts malls lines; 403 sales' },
  ],
  decideApprovals: [
    decision('approve a return of one’s own ticket', ({ freshReturn }) => freshReturn(), 'approve',
      '401 nobody; 200:decided approver; 200:forbidden agent surveyor complaints services admin ownDept ownMall; 200:not_found otherDept otherMalls; 200:forbidden lines; 403 sales'),
    decision('refuse a return of somebody else’s ticket', ({ freshReturn }) => freshReturn(FOREIGN), 'reject',
      '401 nobody; 200:decided approver; 200:forbidden agent surveyor complaints services admin otherDept otherMall; 200:not_found ownDept ownMall sisterMall; 200:forbidden lines; 403 sales'),
    decision('approve a closure of one’s own ticket: the department may', ({ freshClosure }) => freshClosure(), 'approve',
      '401 nobody; 200:decided approver ownDept; 200:forbidden agent surveyor complaints services admin ownMall; 200:not_found otherDept otherMalls; 200:forbidden lines; 403 sales'),
    decision('approve a closure of somebody else’s ticket', ({ freshClosure }) => freshClosure(FOREIGN), 'approve',
      '401 nobody; 200:decided approver otherDept; 200:forbidden agent surveyor complaints services admin otherMall; 200:not_found ownDept ownMall sisterMall; 200:forbidden lines; 403 sales'),
    decision('approve a visit request of one’s own ticket', ({ freshVisit }) => freshVisit(), 'approve',
      '401 nobody; 200:decided approver; 200:forbidden agent surveyor complaints services admin ownDept ownMall; 200:not_found otherDept otherMalls; 200:forbidden lines; 403 sales'),
    {
      name: 'a request that was decided, of a ticket that the mall no longer sees', detail: outcomeOfRow,
      request: ({ returnedRequest }) => ({ body: { decisions: [{ id: returnedRequest, decision: 'approve' }] } }),
      expected: '401 nobody; 200:operation_not_allowed cs admin; 200:not_found depts malls; 200:forbidden lines; 403 sales',
    },
    {
      name: 'a request that there is not', request: () => ({ body: { decisions: [{ id: '999999', decision: 'approve' }] } }), detail: outcomeOfRow,
      expected: '401 nobody; 200:not_found cs admin depts malls; 200:forbidden lines; 403 sales',
    },
    { name: 'no request at all', request: () => ({ body: { decisions: [] } }), expected: '401 nobody; 422 cs admin depts malls lines; 403 sales' },
  ],
  listDelegations: [{ name: 'the call center’s own', request: () => ({}), expected: '401 nobody; 200 cs admin; 403 depts malls lines sales' }],
  createDelegation: [
    {
      name: 'to a colleague: only who holds approving hands it on', request: async ({ userId }) => ({ body: { toUserId: await userId('HQ/agent2'), ...LATER } }),
      expected: '401 nobody; 201 approver; 403 agent surveyor complaints services admin depts malls lines sales',
    },
    ...['M0001/mall', 'DEPT-S/dept', 'LINE-1/line', 'HQ/admin', 'HQ/approver'].map((account): MatrixCase => ({
      name: `to ${account}, who is no colleague of the approver’s`, request: async ({ userId }) => ({ body: { toUserId: await userId(account), ...LATER } }),
      expected: '401 nobody; 422 approver; 403 agent surveyor complaints services admin depts malls lines sales',
    })),
    {
      name: 'to nobody', request: () => ({ body: { toUserId: '999999', ...LATER } }),
      expected: '401 nobody; 422 approver; 403 agent surveyor complaints services admin depts malls lines sales',
    },
  ],
  endDelegation: [
    {
      name: 'one that the approver gave to the surveyor',
      request: async ({ server, userId }) => {
        const approver = await server.as('HQ/approver')
        const { id } = await approver.createDelegation({ body: { toUserId: await userId('HQ/surveyor'), startsAt: '2026-04-01T00:00:00Z', endsAt: '2026-04-02T00:00:00Z' } })
        return { params: { id } }
      },
      expected: '401 nobody; 204 approver surveyor admin; 404 agent complaints services; 403 depts malls lines sales',
    },
    {
      name: 'one between two others',
      request: async ({ server, userId }) => {
        const other = await server.as('HQ/approver2')
        const { id } = await other.createDelegation({ body: { toUserId: await userId('HQ/agent2'), startsAt: '2026-04-01T00:00:00Z', endsAt: '2026-04-02T00:00:00Z' } })
        return { params: { id } }
      },
      expected: '401 nobody; 204 admin; 404 cs; 403 depts malls lines sales',
    },
    { name: 'one that there is not', request: () => ({ params: { id: '999999' } }), expected: '401 nobody; 404 cs admin; 403 depts malls lines sales' },
  ],
  listColleagues: [{
    name: 'the call center’s staff and nobody else', request: () => ({}), detail: shows(() => '"mall'),
    expected: '401 nobody; 200:hidden cs admin; 403 depts malls lines sales',
  }],
}
