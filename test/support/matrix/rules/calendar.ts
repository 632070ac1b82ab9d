import type { MatrixRules } from '../case.ts'

/** The administrator's alone. */
const ADMINISTRATOR = '401 nobody; 200 admin; 403 cs depts malls lines sales'
const BAD = '401 nobody; 422 admin cs depts malls lines; 403 sales'

export const calendarRules: MatrixRules<'getCalendar' | 'setCalendarDays'> = {
  getCalendar: [
    { name: 'a year', request: () => ({ query: { year: '2026' } }), expected: ADMINISTRATOR },
    { name: 'no year', request: () => ({ query: { year: 'x' } }), expected: BAD },
  ],
  setCalendarDays: [
    { name: 'a day off', request: () => ({ body: { from: '2027-05-10', to: '2027-05-11', working: false, note: '盘点' } }), expected: ADMINISTRATOR },
    { name: 'away with it', request: () => ({ body: { from: '2027-05-10', to: '2027-05-11', working: null } }), expected: ADMINISTRATOR },
    { name: 'a range that ends before it begins', request: () => ({ body: { from: '2027-05-11', to: '2027-05-10', working: false } }), expected: BAD },
  ],
}
