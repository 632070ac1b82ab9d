import type { OrganisationKind, Role } from './organisation/roles.ts'
import { CALL_CENTER_ROLES } from './organisation/roles.ts'
import type { TicketState } from './ticket/states.ts'
import type { Actor } from './ticket/transitions.ts'
import type { TicketType } from './ticket/types.ts'

/** What the rules know of the person who asks. */
export interface UserFacts {
  organisationCode: string
  organisationKind: OrganisationKind
  roles: readonly Role[]
  /** Call-center staff may be limited to ticket types; null means all. */
  ticketTypes: readonly TicketType[] | null
  /** The role approver is held by delegation alone: on behalf of somebody, and on no more ticket types than his. */
  approverFor?: { ticketTypes: readonly TicketType[] | null } | null
}

/** What the rules need of a ticket to say who may see it. */
export interface TicketScope {
  type: TicketType
  state: TicketState
  /** The mall that the running assignment belongs to; null before submission, after an approved return and for head office. */
  scopeMallCode: string | null
  /** The department that supervises that mall, or the one named with the head-office reason. */
  scopeDepartmentCode: string | null
  /** An assignment is or was in force: outside the call center only submitted tickets exist. */
  submitted: boolean
  /** Codes of the organisations named as 协助回复方: manufacturing lines and other internal assistants. */
  assistants: readonly string[]
}

const holds = (user: UserFacts, roles: readonly Role[]): boolean => user.roles.some((role) => roles.includes(role))

/** Which tickets a user's lists may hold (`lists.md`, Tabs): the one rule that list scoping and single reads follow. */
export type Visibility = 'all' | 'department' | 'mall' | 'assistant' | 'none'

export const isCallCenter = (user: UserFacts): boolean => user.organisationKind === 'hq' && holds(user, CALL_CENTER_ROLES)
export const isAdministrator = (user: UserFacts): boolean => user.organisationKind === 'hq' && holds(user, ['administrator'])

/** The widest scope of a user; `none` means: no ticket module (403). */
export function visibilityOf(user: UserFacts): Visibility {
  if (isCallCenter(user) || isAdministrator(user)) return 'all'
  if (user.organisationKind === 'department' && holds(user, ['department'])) return 'department'
  if (user.organisationKind === 'mall' && holds(user, ['mall_admin', 'service_lead', 'service_contact'])) return 'mall'
  if (user.organisationKind === 'line' && holds(user, ['assistant'])) return 'assistant'
  return 'none'
}

const assists = (user: UserFacts, ticket: TicketScope): boolean => ticket.submitted && ticket.assistants.includes(user.organisationCode)

/** Whether the user may see the ticket at all; if not, it does not exist for him (404). */
export function canSeeTicket(user: UserFacts, ticket: TicketScope): boolean {
  switch (visibilityOf(user)) {
    case 'all': return true
    case 'department': return ticket.scopeDepartmentCode === user.organisationCode
    case 'mall': return ticket.scopeMallCode === user.organisationCode
    case 'assistant': return assists(user, ticket)
    case 'none': return false
  }
}

/** Users of one sight see the same tickets: {@link canSeeTicket} asks for nothing else of a user. */
export const sightOf = (user: UserFacts): string => `${visibilityOf(user)}:${user.organisationCode}`

/** As which actors of the transition table the user acts on this ticket. */
export function actorsOn(user: UserFacts, ticket: TicketScope): Set<Actor> {
  const actors = new Set<Actor>()
  const visibility = visibilityOf(user)
  if (isCallCenter(user) && mayOperateType(user, ticket.type)) {
    actors.add('cs')
    if (user.roles.includes('approver') && mayApproveType(user, ticket.type)) actors.add('cs_approver')
  }
  if (visibility === 'department' && ticket.scopeDepartmentCode === user.organisationCode) actors.add('dept')
  if (visibility === 'mall' && ticket.scopeMallCode === user.organisationCode) actors.add('mall')
  if (visibility === 'assistant' && assists(user, ticket)) actors.add('assistant')
  return actors
}

/** Call-center staff limited to ticket types read the others and operate only theirs. */
export const mayOperateType = (user: UserFacts, type: TicketType): boolean => covers(user.ticketTypes, type)

const covers = (types: readonly TicketType[] | null, type: TicketType): boolean => types === null || types.includes(type)
/** Nobody hands over more than he has. */
const mayApproveType = ({ approverFor }: UserFacts, type: TicketType): boolean => !approverFor || covers(approverFor.ticketTypes, type)

/** Actions that are not operations of a ticket's life. */
export const ACTIONS = ['tickets.read', 'tickets.create', 'customers.read', 'customers.write', 'calls.read', 'surveys.read', 'approvals.delegate', 'administration'] as const
export type Action = (typeof ACTIONS)[number]

/** Whether the user may do this at all; which tickets it concerns is said by {@link canSeeTicket}. */
export function can(user: UserFacts, action: Action): boolean {
  switch (action) {
    case 'tickets.read': return visibilityOf(user) !== 'none'
    case 'tickets.create': return isCallCenter(user)
    case 'customers.read': case 'calls.read': case 'surveys.read': return isCallCenter(user) || isAdministrator(user)
    case 'customers.write': return isCallCenter(user)
    case 'approvals.delegate': return isCallCenter(user) && user.roles.includes('approver') && !user.approverFor
    case 'administration': return isAdministrator(user)
  }
}

export const permissionsOf = (user: UserFacts): Action[] => ACTIONS.filter((action) => can(user, action))

/**
 * Whether the user sees full phone numbers on the page of this ticket (`interface.md`, Numbers): the call center and the
 * mall, who call the customer. Everybody else sees them masked and may ask for them, which is logged. Lists always mask.
 */
export function handlesTicket(user: UserFacts, ticket: TicketScope): boolean {
  const actors = actorsOn(user, ticket)
  return isCallCenter(user) || actors.has('mall')
}

/** Which of the customer-data fields of a ticket the user may change (`api.md`, PATCH). */
export const PATCH_FIELDS = ['level', 'customer', 'product', 'salesChannel', 'causeCode', 'responsibleParty', 'assistants', 'type', 'mallCode', 'headOffice'] as const
export type PatchField = (typeof PATCH_FIELDS)[number]

/**
 * `api.md`, `PATCH /tickets/:no`: the call center; the department may name assistants, but not while a return is pending
 * (`workflow.md`, rule 1: then it can do nothing but look).
 * @param locked a return request is pending
 * @returns 'forbidden' for another actor, 'not_allowed' where the state has it not.
 */
export function canPatch(user: UserFacts, ticket: TicketScope, field: PatchField, locked: boolean): 'yes' | 'forbidden' | 'not_allowed' {
  const actors = actorsOn(user, ticket)
  if (ticket.state === 'closed' || ticket.state === 'cancelled') return 'not_allowed'
  if (!actors.has('cs') && !(field === 'assistants' && actors.has('dept'))) return 'forbidden'
  if (locked && !actors.has('cs')) return 'not_allowed'
  if ((field === 'type' || field === 'mallCode' || field === 'headOffice') && ticket.state !== 'pending_submission') return 'not_allowed'
  return 'yes'
}

/**
 * Which organisations of a kind the user may list for forms: the call center and administrators all, a department lines,
 * departments and its own malls, everybody else with a ticket module the lines.
 */
export function organisationsFor(user: UserFacts, kind: OrganisationKind): 'all' | 'own' | 'none' {
  const visibility = visibilityOf(user)
  if (visibility === 'all') return 'all'
  if (visibility === 'department') return kind === 'hq' ? 'none' : kind === 'mall' ? 'own' : 'all'
  return visibility !== 'none' && kind === 'line' ? 'all' : 'none'
}

/**
 * Whose rows of the breach report a user reads (`lists.md`, Breach report): the call center and administrators all malls, a
 * department its own, a mall itself. An assisting party has no breaches and no report.
 */
export function breachReportFor(user: UserFacts): 'all' | 'department' | 'mall' | 'none' {
  const visibility = visibilityOf(user)
  return visibility === 'assistant' ? 'none' : visibility
}
