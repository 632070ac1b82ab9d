import { shows, type MatrixRules } from '../case.ts'

/** What forms choose from: for everybody with a ticket module. */
const FORMS = '401 nobody; 200 cs admin depts malls lines; 403 sales'
const MINE = shows(() => '"M0001"')

export const referenceRules: MatrixRules<'listReasons' | 'listCauses' | 'listOrganisations' | 'getCatalogue' | 'proposeMall'> = {
  listReasons: [
    { name: 'of 退回', request: () => ({ query: { operation: 'return' } }), expected: FORMS },
    { name: 'of an operation that has none', request: () => ({ query: { operation: 'cancel' } }), expected: '401 nobody; 422 cs admin depts malls lines; 403 sales' },
  ],
  listCauses: [{ name: 'all', request: () => ({}), expected: FORMS }],
  getCatalogue: [{ name: 'all', request: () => ({}), expected: FORMS }],
  listOrganisations: [
    {
      name: 'malls: head office all, a department its own', request: () => ({ query: { kind: 'mall' } }), detail: MINE,
      expected: '401 nobody; 200:shown cs admin ownDept; 200:hidden otherDept; 403 malls lines sales',
    },
    {
      name: 'another department’s mall by its code', request: () => ({ query: { kind: 'mall', q: 'M0001' } }), detail: MINE,
      expected: '401 nobody; 200:shown cs admin ownDept; 200:hidden otherDept; 403 malls lines sales',
    },
    { name: 'departments', request: () => ({ query: { kind: 'department' } }), expected: '401 nobody; 200 cs admin depts; 403 malls lines sales' },
    { name: 'lines', request: () => ({ query: { kind: 'line' } }), expected: FORMS },
    { name: 'head office', request: () => ({ query: { kind: 'hq' } }), expected: '401 nobody; 200 cs admin; 403 depts malls lines sales' },
  ],
  proposeMall: [{ name: 'from somebody’s contract', request: ({ otherContract }) => ({ query: { contractNo: otherContract } }), expected: '401 nobody; 200 cs; 403 admin depts malls lines sales' }],
}
