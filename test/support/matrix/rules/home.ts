import { shows, type MatrixRules } from '../case.ts'

/** For everybody with a ticket module; each on what he sees. */
const HOME = '401 nobody; 200 cs admin depts malls lines; 403 sales'

export const homeRules: MatrixRules<'getReminders' | 'getFigures'> = {
  getReminders: [
    { name: 'of this year, which is the default', request: () => ({}), detail: shows(() => '"range":"year"'), expected: '401 nobody; 200:shown cs admin depts malls lines; 403 sales' },
    { name: 'of this month', request: () => ({ query: { range: 'month' } }), expected: HOME },
    { name: 'of a range that there is not', request: () => ({ query: { range: 'week' } }), expected: '401 nobody; 422 cs admin depts malls lines; 403 sales' },
  ],
  getFigures: [
    { name: 'of a month', request: () => ({ query: { month: '2026-03' } }), expected: HOME },
    { name: 'of no month', request: () => ({}), expected: '401 nobody; 422 cs admin depts malls lines; 403 sales' },
    { name: 'of a thirteenth month', request: () => ({ query: { month: '2026-13' } }), expected: '401 nobody; 422 cs admin depts malls lines; 403 sales' },
  ],
}
