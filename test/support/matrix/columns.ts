import type { Role } from '#shared/domain/organisation/roles.ts'

/**
 * The columns of the matrix: everybody who can be at the door, seen from the "own" ticket, which is M0001's (DEPT-S) with
 * LINE-1 assisting.
 */
export const COLUMNS = {
  nobody: null,
  agent: 'HQ/agent',
  approver: 'HQ/approver',
  surveyor: 'HQ/surveyor',
  /** A complaint manager limited to complaints. */
  complaints: 'HQ/complaints',
  /** A service manager limited to service tickets. */
  services: 'HQ/services',
  admin: 'HQ/admin',
  ownDept: 'DEPT-S/dept',
  otherDept: 'DEPT-N/dept',
  mallAdmin: 'M0001/mall',
  mallLead: 'M0001/lead',
  mallContact: 'M0001/mall2',
  /** Another mall of the same department. */
  sisterMall: 'M0002/mall',
  otherMall: 'M0003/mall',
  ownLine: 'LINE-1/line',
  otherLine: 'LINE-2/line',
  /** A user of M0001 with none of the roles that have a ticket module. */
  sales: 'M0001/sales',
} as const satisfies Record<string, string | null>

export type Column = keyof typeof COLUMNS
export const COLUMN_NAMES = Object.keys(COLUMNS) as Column[]

/** Which roles the columns hold; the test compares with the roles that there are. */
export const ROLES_OF_COLUMNS: Record<Column, readonly Role[]> = {
  nobody: [], agent: ['agent'], approver: ['approver'], surveyor: ['surveyor'], complaints: ['complaint_manager'], services: ['service_manager'],
  admin: ['administrator'], ownDept: ['department'], otherDept: ['department'], mallAdmin: ['mall_admin'], mallLead: ['service_lead'],
  mallContact: ['service_contact'], sisterMall: ['mall_admin'], otherMall: ['mall_admin'], ownLine: ['assistant'], otherLine: ['assistant'], sales: [],
}

const GROUPS: Record<string, readonly Column[]> = {
  cs: ['agent', 'approver', 'surveyor', 'complaints', 'services'],
  depts: ['ownDept', 'otherDept'],
  ownMall: ['mallAdmin', 'mallLead', 'mallContact'],
  otherMalls: ['sisterMall', 'otherMall'],
  malls: ['mallAdmin', 'mallLead', 'mallContact', 'sisterMall', 'otherMall'],
  lines: ['ownLine', 'otherLine'],
}

/**
 * Reads `401 nobody; 200 cs admin; 404 otherMalls`: a status, with `:detail` where more is to be said, and columns or
 * groups of them.
 * @throws Error for a column without an outcome, with two, or that is not known
 */
export function readOutcomes(written: string): Record<Column, string> {
  const outcomes: Partial<Record<Column, string>> = {}
  for (const part of written.split(';')) {
    const [outcome = '', ...names] = part.trim().split(/\s+/)
    for (const column of names.flatMap((name) => GROUPS[name] ?? [name as Column])) {
      if (!COLUMN_NAMES.includes(column)) throw new Error(`"${column}" is no column of the matrix`)
      if (outcomes[column] !== undefined) throw new Error(`${column} has two outcomes in "${written}"`)
      outcomes[column] = outcome
    }
  }
  const missing = COLUMN_NAMES.filter((column) => outcomes[column] === undefined)
  if (missing.length > 0) throw new Error(`no outcome for ${missing.join(', ')} in "${written}"`)
  return outcomes as Record<Column, string>
}
