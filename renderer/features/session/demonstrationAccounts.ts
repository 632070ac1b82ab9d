/** An account of the demonstration data; `word` is a key below `frame.demo`. */
export interface DemonstrationAccount {
  readonly organisation: string
  readonly account: string
  readonly word: string
}

/** The accounts of the demonstration (product.md); shown only where the server says that it is one. */
export const demonstrationAccounts: readonly DemonstrationAccount[] = [
  { organisation: 'HQ', account: 'agent', word: 'agent' },
  { organisation: 'HQ', account: 'agent2', word: 'agent' },
  { organisation: 'HQ', account: 'approver', word: 'approver' },
  { organisation: 'HQ', account: 'surveyor', word: 'surveyor' },
  { organisation: 'HQ', account: 'admin', word: 'admin' },
  { organisation: 'DEPT-S', account: 'dept', word: 'departmentSouth' },
  { organisation: 'DEPT-N', account: 'dept', word: 'departmentNorth' },
  { organisation: 'LINE-1', account: 'line', word: 'line' },
  { organisation: 'M0001', account: 'mall', word: 'mall' },
  { organisation: 'M0001', account: 'mall2', word: 'mallContact' },
  { organisation: 'M0002', account: 'mall', word: 'mall' },
  { organisation: 'M0003', account: 'mall', word: 'mall' },
  { organisation: 'M0001', account: 'sales', word: 'sales' },
]

/** The one password of the demonstration, public by its nature. */
export const demonstrationPassword = 'demo-pass-2026'
