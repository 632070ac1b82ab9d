import type { TicketCreate } from '#shared/contract/ticket.ts'
import { ticketInput } from '../../tickets.ts'
import { shows, type MatrixCase, type MatrixRequest, type MatrixRules } from '../case.ts'
import { FOREIGN, OWN, type MatrixWorld } from '../world.ts'

type ByNumber = (world: MatrixWorld) => string

/** The rows of the matrix for what is read of one ticket, by whose it is. */
const READERS: readonly { name: string; no: ByNumber; expected: string }[] = [
  { name: 'one’s own', no: ({ own }) => own, expected: '401 nobody; 200 cs admin ownDept ownMall ownLine; 404 otherDept otherMalls otherLine; 403 sales' },
  { name: 'somebody else’s', no: ({ foreign }) => foreign, expected: '401 nobody; 200 cs admin otherDept otherMall otherLine; 404 ownDept ownMall sisterMall ownLine; 403 sales' },
  { name: 'one that head office handles', no: ({ headOffice }) => headOffice, expected: '401 nobody; 200 cs admin ownDept ownLine; 404 otherDept malls otherLine; 403 sales' },
  { name: 'a draft', no: ({ draft }) => draft, expected: '401 nobody; 200 cs admin; 404 depts malls lines; 403 sales' },
  { name: 'one whose return was approved', no: ({ returned }) => returned, expected: '401 nobody; 200 cs admin; 404 depts malls lines; 403 sales' },
  { name: 'one that there is not', no: () => '2603999999', expected: '401 nobody; 404 cs admin depts malls lines; 403 sales' },
  { name: 'what is no number', no: () => 'x', expected: '401 nobody; 404 cs admin depts malls lines; 403 sales' },
]
const readers: readonly MatrixCase[] = READERS.map(({ name, no, expected }) => ({ name, request: (world) => ({ params: { no: no(world) } }), expected }))

const operation = (no: string, body: Record<string, unknown>): MatrixRequest => ({ params: { no }, body })
const reply = { operation: 'reply', content: '今天上门。' }
const feedback = { operation: 'feedback', content: '又来电。', channel: 'phone' }

/** An operation on a new ticket as somebody's. */
const operating = (name: string, make: (world: MatrixWorld) => Promise<{ no: string; version: number }>, body: (world: MatrixWorld) => Record<string, unknown>, expected: string): MatrixCase => ({
  name, expected,
  request: async (world) => {
    const { no, version } = await make(world)
    return operation(no, { version, ...body(world) })
  },
})

const operations: readonly MatrixCase[] = [
  operating('回复 one’s own', ({ fresh }) => fresh(), () => reply, '401 nobody; 200 ownDept ownMall; 403 cs admin ownLine sales; 404 otherDept otherMalls otherLine'),
  operating('回复 somebody else’s', ({ fresh }) => fresh(FOREIGN), () => reply, '401 nobody; 200 otherDept otherMall; 403 cs admin otherLine sales; 404 ownDept ownMall sisterMall ownLine'),
  operating('回复 what head office handles', ({ fresh }) => fresh({ mallCode: null, headOffice: { reason: 'no_mall', departmentCode: 'DEPT-S' } }), () => reply,
    '401 nobody; 200 ownDept; 403 cs admin ownLine sales; 404 otherDept malls otherLine'),
  operating('反馈 on a complaint', ({ fresh }) => fresh(), () => feedback,
    '401 nobody; 200 agent approver surveyor complaints; 403 services admin ownDept ownMall ownLine sales; 404 otherDept otherMalls otherLine'),
  operating('反馈 on a service ticket', ({ fresh }) => fresh({ type: 'service' }), () => feedback,
    '401 nobody; 200 agent approver surveyor services; 403 complaints admin ownDept ownMall ownLine sales; 404 otherDept otherMalls otherLine'),
  operating('反馈 with a call that there is not', ({ fresh }) => fresh(), () => ({ ...feedback, callId: '999999' }),
    '401 nobody; 422 cs admin ownDept ownMall ownLine; 403 sales; 404 otherDept otherMalls otherLine'),
  operating('回复 with somebody else’s attachment', ({ fresh }) => fresh(), ({ othersAttachment }) => ({ ...reply, attachmentIds: [othersAttachment] }),
    '401 nobody; 422 cs admin ownDept ownMall ownLine; 403 sales; 404 otherDept otherMalls otherLine'),
  operating('提交 a draft', ({ fresh }) => fresh({ submit: false }), () => ({ operation: 'submit' }),
    '401 nobody; 200 agent approver surveyor complaints; 403 services admin sales; 404 depts malls lines'),
  operating('提交 a draft to a department as its mall', ({ fresh }) => fresh({ submit: false }), () => ({ operation: 'submit', mallCode: 'DEPT-S' }),
    '401 nobody; 422 cs admin; 403 sales; 404 depts malls lines'),
  operating('提交 a draft to a mall as the department of head office', ({ fresh }) => fresh({ submit: false }),
    () => ({ operation: 'submit', headOffice: { reason: 'no_mall', departmentCode: 'M0001' } }), '401 nobody; 422 cs admin; 403 sales; 404 depts malls lines'),
  operating('取消 one’s own', ({ fresh }) => fresh(), () => ({ operation: 'cancel' }),
    '401 nobody; 200 agent approver surveyor complaints; 403 services admin ownDept ownMall ownLine sales; 404 otherDept otherMalls otherLine'),
  operating('打回 one’s own', ({ freshResolved }) => freshResolved(), () => ({ operation: 'send_back', content: '没修好。', reasonCode: 'other' }),
    '401 nobody; 200 ownDept; 403 cs admin ownMall ownLine sales; 404 otherDept otherMalls otherLine'),
  operating('打回 somebody else’s', ({ freshResolved }) => freshResolved(FOREIGN), () => ({ operation: 'send_back', content: '没修好。', reasonCode: 'other' }),
    '401 nobody; 200 otherDept; 403 cs admin otherMall otherLine sales; 404 ownDept ownMall sisterMall ownLine'),
  operating('协助回复 one’s own', ({ fresh }) => fresh(), () => ({ operation: 'assist_reply', content: '配件已发。' }),
    '401 nobody; 200 ownLine; 403 cs admin ownDept ownMall sales; 404 otherDept otherMalls otherLine'),
  operating('协助回复 where another line is named', ({ fresh }) => fresh({ ...OWN, assistants: ['LINE-2'] }), () => ({ operation: 'assist_reply', content: '配件已发。' }),
    '401 nobody; 200 otherLine; 403 cs admin ownDept ownMall sales; 404 otherDept otherMalls ownLine'),
  operating('同意退回', ({ freshReturn }) => freshReturn(), () => ({ operation: 'approve_return' }),
    '401 nobody; 200 approver; 403 agent surveyor complaints services admin ownDept ownMall ownLine sales; 404 otherDept otherMalls otherLine'),
  operating('回复 while a return is pending', ({ freshReturn }) => freshReturn(), () => reply,
    '401 nobody; 409:operation_not_allowed ownDept ownMall; 403 cs admin ownLine sales; 404 otherDept otherMalls otherLine'),
  operating('同意闭环', ({ freshClosure }) => freshClosure(), () => ({ operation: 'approve_closure' }),
    '401 nobody; 200 approver ownDept; 403 agent surveyor complaints services admin ownMall ownLine sales; 404 otherDept otherMalls otherLine'),
  operating('不同意延期回访', ({ freshVisit }) => freshVisit(), () => ({ operation: 'reject_visit', content: '不能再拖。' }),
    '401 nobody; 200 approver; 403 agent surveyor complaints services admin ownDept ownMall ownLine sales; 404 otherDept otherMalls otherLine'),
  operating('an operation that there is not', ({ fresh }) => fresh(), () => ({ operation: 'reopen' }),
    '401 nobody; 422 cs admin ownDept ownMall ownLine; 403 sales; 404 otherDept otherMalls otherLine'),
  operating('a stale version, whoever asks', ({ fresh }) => fresh(), () => ({ ...reply, version: 9 }),
    '401 nobody; 409:stale_version cs admin ownDept ownMall ownLine; 403 sales; 404 otherDept otherMalls otherLine'),
  { name: '回复 what there is not', request: () => operation('2603999999', { ...reply, version: 1 }), expected: '401 nobody; 404 cs admin depts malls lines; 403 sales' },
]

type Creation = (world: MatrixWorld) => Partial<TicketCreate>

/** Who may create a complaint; the service manager is limited to service tickets. */
const creating = (name: string, more: Creation, status: number): MatrixCase => ({
  name,
  request: (world) => ({ body: ticketInput({ level: 'none', ...more(world) } as Parameters<typeof ticketInput>[0]) }),
  expected: `401 nobody; ${status} agent approver surveyor complaints; 403 services admin depts malls lines sales`,
})

const creations: readonly MatrixCase[] = [
  creating('a complaint', () => ({}), 201),
  {
    name: 'a service ticket', request: () => ({ body: ticketInput({ type: 'service', level: 'none' }) }),
    expected: '401 nobody; 201 agent approver surveyor services; 403 complaints admin depts malls lines sales',
  },
  creating('of a customer that there is', ({ customerId }) => ({ customer: { id: customerId, contractNo: null } }), 201),
  creating('of a customer that there is not', () => ({ customer: { id: '999999', contractNo: null } }), 422),
  creating('with another customer’s contract', ({ customerId, otherContract }) => ({ customer: { id: customerId, contractNo: otherContract } }), 422),
  creating('for a mall that is a department', () => ({ mallCode: 'DEPT-S' }), 422),
  creating('for a department that is a mall', () => ({ mallCode: null, headOffice: { reason: 'no_mall', departmentCode: 'M0001' } }), 422),
  creating('assisted by a mall', () => ({ assistants: ['M0002'] }), 422),
  creating('with a mall as responsible party', () => ({ responsibleParty: 'M0001' }), 422),
  creating('following a closed ticket', ({ closed }) => ({ followUpOf: closed }), 201),
  creating('following a ticket that is open', ({ foreign }) => ({ followUpOf: foreign }), 422),
  creating('following a ticket that there is not', () => ({ followUpOf: '2603999999' }), 422),
  creating('from a call that there is not', () => ({ callId: '999999' }), 422),
  creating('with somebody else’s attachment', ({ othersAttachment }) => ({
    feedback: { content: '见图。', channel: 'phone', calledAt: '2026-03-04T02:00:00Z', causeCode: null, attachmentIds: [othersAttachment] },
  }), 422),
]

const patching = (name: string, make: (world: MatrixWorld) => Promise<{ no: string; version: number }>, body: Record<string, unknown>, expected: string): MatrixCase => ({
  name, expected,
  request: async (world) => {
    const { no, version } = await make(world)
    return { params: { no }, body: { version, ...body } }
  },
})

const patches: readonly MatrixCase[] = [
  patching('the level of a complaint', ({ fresh }) => fresh(), { level: '1' },
    '401 nobody; 200 agent approver surveyor complaints; 403 services admin ownDept ownMall ownLine sales; 404 otherDept otherMalls otherLine'),
  patching('the customer of a service ticket', ({ fresh }) => fresh({ type: 'service' }), { customer: { name: '改名' } },
    '401 nobody; 200 agent approver surveyor services; 403 complaints admin ownDept ownMall ownLine sales; 404 otherDept otherMalls otherLine'),
  patching('the assistants of one’s own', ({ fresh }) => fresh(), { assistants: ['LINE-2'] },
    '401 nobody; 200 agent approver surveyor complaints ownDept; 403 services admin ownMall ownLine sales; 404 otherDept otherMalls otherLine'),
  patching('the assistants of somebody else’s', ({ fresh }) => fresh(FOREIGN), { assistants: ['LINE-1'] },
    '401 nobody; 200 agent approver surveyor complaints otherDept; 403 services admin otherMall otherLine sales; 404 ownDept ownMall sisterMall ownLine'),
  patching('a mall as assistant', ({ fresh }) => fresh(), { assistants: ['M0002'] }, '401 nobody; 422 cs admin ownDept ownMall ownLine; 403 sales; 404 otherDept otherMalls otherLine'),
  patching('assistants while a return is pending', ({ freshReturn }) => freshReturn(), { assistants: ['LINE-2'] },
    '401 nobody; 200 agent approver surveyor complaints; 409:operation_not_allowed ownDept; 403 services admin ownMall ownLine sales; 404 otherDept otherMalls otherLine'),
  patching('the mall of a submitted ticket', ({ fresh }) => fresh(), { mallCode: 'M0002' },
    '401 nobody; 409:operation_not_allowed agent approver surveyor complaints; 403 services admin ownDept ownMall ownLine sales; 404 otherDept otherMalls otherLine'),
  patching('the mall of a draft', ({ fresh }) => fresh({ submit: false }), { mallCode: 'M0002' },
    '401 nobody; 200 agent approver surveyor complaints; 403 services admin sales; 404 depts malls lines'),
  { name: 'what there is not', request: () => ({ params: { no: '2603999999' }, body: { version: 1 } }), expected: '401 nobody; 404 cs admin depts malls lines; 403 sales' },
]

/** A list of one number: whoever may not see the ticket has an empty list, not an error. */
const listing = (name: string, tab: string, no: ByNumber, expected: string): MatrixCase => ({
  name, expected, detail: shows(no),
  request: (world) => ({ body: { tab, conditions: [{ field: 'no', op: 'eq', value: no(world) }] } }),
})

export const ticketRules: MatrixRules<
  'createTicket' | 'queryTickets' | 'countTickets' | 'getTicket' | 'patchTicket' | 'operateTicket' | 'getTicketLog' | 'getTicketRecords' | 'getTicketDeadlines' | 'downloadTicket' | 'unmaskTicket'
> = {
  createTicket: creations,
  queryTickets: [
    listing('one’s own', 'all', ({ own }) => own, '401 nobody; 200:shown cs admin ownDept ownMall ownLine; 200:hidden otherDept otherMalls otherLine; 403 sales'),
    listing('somebody else’s', 'all', ({ foreign }) => foreign, '401 nobody; 200:shown cs admin otherDept otherMall otherLine; 200:hidden ownDept ownMall sisterMall ownLine; 403 sales'),
    listing('what head office handles', 'open', ({ headOffice }) => headOffice, '401 nobody; 200:shown cs admin ownDept ownLine; 200:hidden otherDept malls otherLine; 403 sales'),
    listing('a draft among the unread', 'unread', ({ draft }) => draft, '401 nobody; 200:shown approver surveyor complaints services admin; 200:hidden agent depts malls lines; 403 sales'),
    listing('a draft among the drafts', 'pending', ({ draft }) => draft, '401 nobody; 200:shown cs admin; 403 depts malls lines sales'),
    listing('a returned one', 'returned', ({ returned }) => returned, '401 nobody; 200:shown cs admin; 403 depts malls lines sales'),
    { name: 'a tab that there is not', request: () => ({ body: { tab: 'everything' } }), expected: '401 nobody; 422 cs admin depts malls lines; 403 sales' },
  ],
  countTickets: [{ name: 'one’s own tabs', request: () => ({}), expected: '401 nobody; 200 cs admin depts malls lines; 403 sales' }],
  getTicket: readers,
  patchTicket: patches,
  operateTicket: operations,
  getTicketLog: readers,
  getTicketRecords: readers,
  getTicketDeadlines: readers,
  // JSON, as the other two are written in threads of their own; the rights are asked before the format.
  downloadTicket: READERS.map(({ name, no, expected }) => ({ name, request: (world) => ({ params: { no: no(world) }, query: { format: 'json' } }), expected })),
  unmaskTicket: readers,
}
