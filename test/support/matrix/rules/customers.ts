import type { MatrixRules } from '../case.ts'

/** Customers as such are the call center's; administrators read them. Everybody else meets a customer on his tickets. */
const READ = '401 nobody; 200 cs admin; 403 depts malls lines sales'
const WRITE = (status: number) => `401 nobody; ${status} cs; 403 admin depts malls lines sales`
const READ_UNKNOWN = '401 nobody; 404 cs admin; 403 depts malls lines sales'
const body = { name: '新客', phones: ['13700000009'], type: 'individual' }

export const customerRules: MatrixRules<'searchCustomers' | 'getCustomer' | 'createCustomer' | 'patchCustomer' | 'reportCall' | 'listCalls' | 'playRecording'> = {
  searchCustomers: [
    { name: 'by phone', request: () => ({ query: { phone: '13700000001' } }), expected: READ },
    { name: 'by contract', request: () => ({ query: { q: 'HT-OTHER' } }), expected: READ },
  ],
  getCustomer: [
    { name: 'one that there is', request: ({ customerId }) => ({ params: { id: customerId } }), expected: READ },
    { name: 'one that there is not', request: () => ({ params: { id: '999999' } }), expected: READ_UNKNOWN },
    { name: 'what is no id', request: () => ({ params: { id: 'x' } }), expected: '401 nobody; 404 cs admin depts malls lines; 403 sales' },
  ],
  createCustomer: [
    { name: 'a new one', request: () => ({ body }), expected: WRITE(201) },
    { name: 'of a mall that is none', request: () => ({ body: { ...body, mallCode: 'DEPT-S' } }), expected: WRITE(422) },
  ],
  patchCustomer: [
    {
      name: 'one that there is',
      request: async ({ agent }) => {
        const made = await agent.createCustomer({ body: { name: '改名', phones: ['13700000008'], type: 'individual' } })
        return { params: { id: made.id }, body: { version: made.version, name: '新名' } }
      },
      expected: WRITE(200),
    },
    { name: 'one that there is not', request: () => ({ params: { id: '999999' }, body: { version: 1 } }), expected: READ_UNKNOWN },
    { name: 'a version that nobody saw', request: ({ customerId }) => ({ params: { id: customerId }, body: { version: 99 } }), expected: '401 nobody; 409:stale_version cs admin; 403 depts malls lines sales' },
  ],
  reportCall: [{
    name: 'without the signature, whoever is signed in',
    request: () => ({ body: { externalId: 'x', phone: '1', line: '1', agentAccount: 'agent', event: 'ringing', at: '2026-03-04T02:00:00Z' } }),
    expected: '401 nobody cs admin depts malls lines sales',
  }],
  listCalls: [
    { name: 'of a customer', request: ({ customerId }) => ({ query: { customerId } }), expected: READ },
    { name: 'of one’s own ticket', request: ({ own }) => ({ query: { ticketNo: own } }), expected: '401 nobody; 200 cs admin ownDept ownMall ownLine; 404 otherDept otherMalls otherLine; 403 sales' },
    {
      name: 'of somebody else’s ticket', request: ({ foreign }) => ({ query: { ticketNo: foreign } }),
      expected: '401 nobody; 200 cs admin otherDept otherMall otherLine; 404 ownDept ownMall sisterMall ownLine; 403 sales',
    },
    { name: 'of a ticket that was returned', request: ({ returned }) => ({ query: { ticketNo: returned } }), expected: '401 nobody; 200 cs admin; 404 depts malls lines; 403 sales' },
    { name: 'of what is no number', request: () => ({ query: { ticketNo: 'x' } }), expected: '401 nobody; 422 cs admin depts malls lines; 403 sales' },
    { name: 'by the telephone system’s id', request: () => ({ query: { externalId: 'matrix-1' } }), expected: READ },
    { name: 'of nothing', request: () => ({}), expected: '401 nobody; 422 cs admin depts malls lines; 403 sales' },
  ],
  // Who may listen gets as far as the recorder, which this server may not reach.
  playRecording: [
    {
      name: 'of somebody else’s ticket, inside the internal networks', request: ({ recordedCallId }) => ({ params: { id: recordedCallId } }),
      expected: '401 nobody; 502:recording_unavailable cs admin otherDept otherLine; 403 otherMall sales; 404 ownDept ownMall sisterMall ownLine',
    },
    { name: 'of a call without one', request: ({ callId }) => ({ params: { id: callId } }), expected: '401 nobody; 404 cs admin depts malls lines; 403 sales' },
    { name: 'of a call that there is not', request: () => ({ params: { id: '999999' } }), expected: '401 nobody; 404 cs admin depts malls lines; 403 sales' },
  ],
}
