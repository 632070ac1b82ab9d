import { BREACH_KINDS } from '#shared/domain/breaches.ts'
import { shows, type MatrixRules } from '../case.ts'

/** Of the month in which the world was made. */
const MONTH = { month: '2026-03' }
/** Everybody who has breaches or deals with them; an assisting party has none. */
const READERS = '401 nobody; 200 cs admin depts malls; 403 lines sales'
/** The administrator's alone. */
const ADMINISTRATOR = '401 nobody; 200 admin; 403 cs depts malls lines sales'
const AMOUNTS = Object.fromEntries(BREACH_KINDS.map((kind) => [kind, 12.5]))

export const reportRules: MatrixRules<'getBreachReport' | 'listBreaches' | 'getPenalties' | 'putPenalties'> = {
  getBreachReport: [
    { name: 'of a month', request: () => ({ query: MONTH }), expected: READERS },
    {
      name: 'the marketing lines of one’s own malls', request: () => ({ query: MONTH }), detail: shows(() => '"South"'),
      expected: '401 nobody; 200:shown cs admin ownDept mallAdmin mallLead mallContact sisterMall; 200:hidden otherDept otherMall; 403 lines sales',
    },
    { name: 'of no month', request: () => ({ query: { month: '2026-13' } }), expected: '401 nobody; 422 cs admin depts malls lines; 403 sales' },
  ],
  listBreaches: [
    { name: 'of a month', request: () => ({ query: MONTH }), expected: READERS },
    { name: 'of a mall', request: () => ({ query: { ...MONTH, mallCode: 'M0001', kind: 'late_reply' } }), expected: READERS },
    { name: 'of no kind', request: () => ({ query: { ...MONTH, kind: 'rude' } }), expected: '401 nobody; 422 cs admin depts malls lines; 403 sales' },
  ],
  getPenalties: [{ name: 'all', request: () => ({}), expected: ADMINISTRATOR }],
  putPenalties: [
    { name: 'all', request: () => ({ body: { penalties: AMOUNTS } }), expected: ADMINISTRATOR },
    { name: 'a third decimal', request: () => ({ body: { penalties: { ...AMOUNTS, late_reply: 1.005 } } }), expected: '401 nobody; 422 admin cs depts malls lines; 403 sales' },
  ],
}
