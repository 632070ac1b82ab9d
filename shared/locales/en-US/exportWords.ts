import type zhExportWords from '../zh-CN/exportWords.ts'
import type { SameKeys } from '../sameKeys.ts'

const exportWords: SameKeys<typeof zhExportWords> = {
  info: {
    sheet: 'About', item: 'Item', value: 'Value', list: 'List', match: 'Conditions are joined by', condition: 'Condition', noConditions: 'No conditions', order: 'Order', columns: 'Columns', madeAt: 'Exported at', madeBy: 'Exported by', zone: 'Time zone',
    rows: 'Rows', complete: 'all', cut: 'only the first {cap} rows, the rest was not exported: narrow the conditions and export again', month: 'Month', marketingLine: 'Marketing line', anyLine: 'All',
    amounts: 'Amounts as configured at the time of the export', phones: 'Numbers are masked as in the list',
  },
  breaches: {
    title: 'Breach report', list: 'Breaches', code: 'Mall code', mall: 'Mall', marketingLine: 'Marketing line', amount: 'Amount (CNY)', total: 'Total', penalty: 'Each (CNY)', at: 'Happened', kind: 'Breach', no: 'Number', type: 'Type', level: 'Level', state: 'State', customer: 'Customer', feedback: 'Feedback',
  },
}
export default exportWords
