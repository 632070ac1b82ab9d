import breaches from '#shared/locales/en-US/breachWords.ts'
import type zhReport from '../zh-CN/report.ts'
import type { SameKeys } from '../sameKeys.ts'

const report: SameKeys<typeof zhReport> = {
  title: 'Breaches by mall', nav: 'Breach report', month: 'Month of the report', byTime: 'By the time of the breach', byMonth: '{month} · by the time of the breach',
  kind: breaches,
  definition: {
    late_contact: 'The contact survey says no.', late_follow_up: 'The follow-up survey says no.', late_process: 'The resolution survey says no.', dissatisfied: 'One of the two lowest scores.', second_complaint: 'A complaint marked as second complaint.', late_reply: 'Replied after the deadline, or not yet.',
    late_resolve: 'Resolved after the deadline, or not yet.', wrong_return: 'A return that was refused.',
  },
  mall: 'Mall', marketingLine: 'Marketing line', anyLine: 'All', amount: 'Sum (yuan)', penalty: 'Each (yuan)', amountHint: 'Each breach at the amount that is configured now; 0 where none is.',
  all: 'All {count} malls', open: 'Open the report', total: 'Total of {count} malls', count: '{count} malls',
  openCell: '{mall}, {kind}: {count}', openMall: 'All breaches of {mall}', openTotal: 'All malls, {kind}: {count}', openAll: 'All breaches of all malls',
  list: { allMalls: 'All malls', allKinds: 'All breaches', count: '{count} breaches', range: '{from}–{to} of {total}', at: 'Time', close: 'Close the breaches', notRead: 'The breaches could not be read', empty: 'No breaches here any more', emptyText: 'They may have been withdrawn; the report follows.', pages: 'Pages of breaches' },
  notRead: 'The report could not be read', empty: { what: 'No breaches in {month}', todo: 'A breach counts in the month in which it happened; choose another month.' }, emptyLine: { what: '{line} has no breaches in {month}', clear: 'Show all marketing lines' },
  forbidden: { what: 'Your account has no breach report', todo: 'Malls read their own, departments those of their malls, the call center all.' },
}
export default report
