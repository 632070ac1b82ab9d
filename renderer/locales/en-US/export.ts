import type zhExport from '../zh-CN/export.ts'
import type { SameKeys } from '../sameKeys.ts'

const exportWords: SameKeys<typeof zhExport> = {
  button: 'Export', hint: 'Export “{title}” as an XLSX workbook, with the conditions, columns and order shown',
  running: 'Exporting “{title}”', saving: 'Saving “{title}”', beginning: 'Preparing', rows: '{rows} rows', rowsOf: '{rows} of {total} rows', cancel: 'Cancel',
  saved: 'Exported', close: 'Close', cut: 'Only the first {cap} rows were exported, as the file says too. Narrow the conditions for the rest.',
  failed: 'Not exported: {what}. Nothing was saved; try again.', busyElsewhere: 'Not exported: another export of yours is still running, or the server is busy with somebody else\'s. Try again in a moment.', again: 'Try again',
  notSaved: '{reason}; nothing was saved, and no half file is on the disk.', elsewhere: 'Another place',
}
export default exportWords
