import type { ModelTicket } from './modelTicket.ts'

/** Who somebody is for the model (`workflow.md`, Actors). */
interface Person {
  side: 'call_center' | 'administrator' | 'mall' | 'department' | 'line' | 'none'
  organisation: string
  approver?: true
  /** Operations only on these types. */
  types?: readonly string[]
}

/** The accounts of the test world; `HQ/limited` and `HQ/senior` are added to it by the test. */
export const PEOPLE = {
  'HQ/agent': { side: 'call_center', organisation: 'HQ' },
  'HQ/surveyor': { side: 'call_center', organisation: 'HQ' },
  'HQ/approver': { side: 'call_center', organisation: 'HQ', approver: true },
  /** A complaint manager limited to complaints. */
  'HQ/limited': { side: 'call_center', organisation: 'HQ', types: ['complaint'] },
  /** An approver limited to service tickets and consultations. */
  'HQ/senior': { side: 'call_center', organisation: 'HQ', approver: true, types: ['service', 'consult'] },
  'HQ/admin': { side: 'administrator', organisation: 'HQ' },
  'M0001/mall': { side: 'mall', organisation: 'M0001' },
  'M0001/mall2': { side: 'mall', organisation: 'M0001' },
  'M0002/mall': { side: 'mall', organisation: 'M0002' },
  'M0003/mall': { side: 'mall', organisation: 'M0003' },
  'M0001/sales': { side: 'none', organisation: 'M0001' },
  'DEPT-S/dept': { side: 'department', organisation: 'DEPT-S' },
  'DEPT-N/dept': { side: 'department', organisation: 'DEPT-N' },
  'LINE-1/line': { side: 'line', organisation: 'LINE-1' },
} as const satisfies Record<string, Person>

export type Account = keyof typeof PEOPLE
export const ACCOUNTS = Object.keys(PEOPLE) as Account[]

const DEPARTMENT_OF_MALL: Record<string, string> = { M0001: 'DEPT-S', M0002: 'DEPT-S', M0003: 'DEPT-N' }

function responsibleDepartment({ destination }: ModelTicket): string | undefined {
  if (destination === null) return undefined
  return 'mall' in destination ? DEPARTMENT_OF_MALL[destination.mall] : destination.department
}
const responsibleMall = ({ destination }: ModelTicket): string | undefined => (destination && 'mall' in destination ? destination.mall : undefined)

/** A mall user without any of the three authorisations has no ticket module. */
export const hasTicketModule = (account: Account): boolean => PEOPLE[account].side !== 'none'

/** Outside head office a ticket exists only while (or after) an assignment is in force. */
export function sees(account: Account, ticket: ModelTicket): boolean {
  const { side, organisation } = PEOPLE[account]
  switch (side) {
    case 'call_center': case 'administrator': return true
    case 'mall': return ticket.inForce && responsibleMall(ticket) === organisation
    case 'department': return ticket.inForce && responsibleDepartment(ticket) === organisation
    case 'line': return ticket.inForce && ticket.assistants.includes(organisation)
    case 'none': return false
  }
}

/** The words of the table for what somebody is on this ticket. */
export function actorWords(account: Account, ticket: ModelTicket): string[] {
  const person: Person = PEOPLE[account]
  if (!sees(account, ticket)) return []
  switch (person.side) {
    case 'call_center':
      if (person.types && !person.types.includes(ticket.type)) return []
      return person.approver ? ['cs', 'cs_approver'] : ['cs']
    case 'mall': return ['mall', 'dealer']
    case 'department': return ['dept', 'dealer']
    case 'line': return ['assistant']
    default: return []
  }
}
