import { describe, expect, it } from 'vitest'
import { ROLES, ROLES_OF_KIND, type OrganisationKind, type Role } from '#shared/domain/organisation/roles.ts'
import {
  actorsOn, can, canPatch, canSeeTicket, handlesTicket, isAdministrator, isCallCenter, mayOperateType, PATCH_FIELDS, permissionsOf, visibilityOf,
  type PatchField, type TicketScope, type UserFacts,
} from '#shared/domain/permissions.ts'
import { TICKET_STATES } from '#shared/domain/ticket/states.ts'
import { TICKET_TYPES } from '#shared/domain/ticket/types.ts'

const CODE = { hq: 'HQ', department: 'DEPT-S', mall: 'M0001', line: 'LINE-1' } as const
const user = (organisationKind: OrganisationKind, roles: readonly Role[], more: Partial<UserFacts> = {}): UserFacts =>
  ({ organisationCode: CODE[organisationKind], organisationKind, roles, ticketTypes: null, ...more })

/** In force for M0001 of department DEPT-S, with LINE-1 assisting. */
const inForce: TicketScope = { type: 'complaint', state: 'unreplied', scopeMallCode: 'M0001', scopeDepartmentCode: 'DEPT-S', submitted: true, assistants: ['LINE-1'] }
const headOffice: TicketScope = { ...inForce, scopeMallCode: null }
/** Never submitted, or after an approved return. */
const unsubmitted: TicketScope = { ...inForce, state: 'pending_submission', scopeMallCode: null, scopeDepartmentCode: null, submitted: false }

interface Expected { visibility: string; permissions: string[]; inForce: string[]; headOffice: string[]; sees: string }
const ALL_BUT_ADMINISTRATION = ['tickets.read', 'tickets.create', 'customers.read', 'customers.write', 'calls.read', 'surveys.read']
const callCenter: Expected = { visibility: 'all', permissions: ALL_BUT_ADMINISTRATION, inForce: ['cs'], headOffice: ['cs'], sees: 'in force, head office, unsubmitted' }
const mallUser: Expected = { visibility: 'mall', permissions: ['tickets.read'], inForce: ['mall'], headOffice: [], sees: 'in force' }
const nobody: Expected = { visibility: 'none', permissions: [], inForce: [], headOffice: [], sees: '' }

const MATRIX: [kind: OrganisationKind, role: Role | null, expected: Expected][] = [
  ['hq', 'agent', callCenter],
  ['hq', 'surveyor', callCenter],
  ['hq', 'complaint_manager', callCenter],
  ['hq', 'service_manager', callCenter],
  ['hq', 'approver', { ...callCenter, permissions: [...ALL_BUT_ADMINISTRATION, 'approvals.delegate'], inForce: ['cs', 'cs_approver'], headOffice: ['cs', 'cs_approver'] }],
  ['hq', 'administrator', { ...callCenter, permissions: ['tickets.read', 'customers.read', 'calls.read', 'surveys.read', 'administration'], inForce: [], headOffice: [] }],
  ['hq', null, nobody],
  ['department', 'department', { visibility: 'department', permissions: ['tickets.read'], inForce: ['dept'], headOffice: ['dept'], sees: 'in force, head office' }],
  ['department', null, nobody],
  ['mall', 'mall_admin', mallUser],
  ['mall', 'service_lead', mallUser],
  ['mall', 'service_contact', mallUser],
  ['mall', null, nobody],
  ['line', 'assistant', { visibility: 'assistant', permissions: ['tickets.read'], inForce: ['assistant'], headOffice: ['assistant'], sees: 'in force, head office' }],
  ['line', null, nobody],
]

describe.each(MATRIX)('a user of the %s with role %s', (kind, role, expected) => {
  const someone = user(kind, role ? [role] : [])

  it('has this scope and these permissions', () => {
    expect(visibilityOf(someone)).toBe(expected.visibility)
    expect(permissionsOf(someone)).toEqual(expected.permissions)
    expect(can(someone, 'tickets.read')).toBe(expected.visibility !== 'none')
  })

  it('acts as', () => {
    expect([...actorsOn(someone, inForce)]).toEqual(expected.inForce)
    expect([...actorsOn(someone, headOffice)]).toEqual(expected.headOffice)
    expect([...actorsOn(someone, unsubmitted)]).toEqual(expected.visibility === 'all' ? expected.inForce : [])
  })

  it('sees', () => {
    const seen = Object.entries({ 'in force': inForce, 'head office': headOffice, unsubmitted }).filter(([, ticket]) => canSeeTicket(someone, ticket))
    expect(seen.map(([name]) => name).join(', ')).toBe(expected.sees)
  })

  it('has nothing on the ticket of another organisation, unless he sees all', () => {
    const others: TicketScope = { ...inForce, scopeMallCode: 'M0002', scopeDepartmentCode: 'DEPT-N', assistants: ['LINE-2'] }
    expect(canSeeTicket(someone, others)).toBe(expected.visibility === 'all')
    expect([...actorsOn(someone, others)]).toEqual(expected.visibility === 'all' ? expected.inForce : [])
  })
})

describe('roles', () => {
  it('are all in the matrix', () => {
    expect(new Set(MATRIX.flatMap(([, role]) => role ?? []))).toEqual(new Set(ROLES))
    for (const [kind, role] of MATRIX) if (role) expect(ROLES_OF_KIND[kind]).toContain(role)
  })

  it('count only in their own kind of organisation: a mall’s user is no agent, whatever he is given', () => {
    for (const role of ROLES) {
      const kinds = (Object.keys(ROLES_OF_KIND) as OrganisationKind[]).filter((kind) => visibilityOf(user(kind, [role])) !== 'none')
      expect([role, kinds]).toEqual([role, (Object.keys(ROLES_OF_KIND) as OrganisationKind[]).filter((kind) => (ROLES_OF_KIND[kind] as readonly Role[]).includes(role))])
    }
  })

  it('add up: an administrator who is also an agent operates as an agent', () => {
    const both = user('hq', ['administrator', 'agent'])
    expect([isAdministrator(both), isCallCenter(both), [...actorsOn(both, inForce)]]).toEqual([true, true, ['cs']])
    expect(permissionsOf(both)).toEqual([...ALL_BUT_ADMINISTRATION, 'administration'])
  })
})

describe('call-center staff limited to ticket types', () => {
  const limited = user('hq', ['agent', 'approver'], { ticketTypes: ['service'] })

  it.each(TICKET_TYPES)('sees a %s; operates it only where it is theirs', (type) => {
    expect(canSeeTicket(limited, { ...inForce, type })).toBe(true)
    expect([...actorsOn(limited, { ...inForce, type })]).toEqual(type === 'service' ? ['cs', 'cs_approver'] : [])
    expect(mayOperateType(limited, type)).toBe(type === 'service')
    expect(canPatch(limited, { ...inForce, type }, 'customer', false)).toBe(type === 'service' ? 'yes' : 'forbidden')
  })

  it('to none operate none, not limited all', () => {
    expect(TICKET_TYPES.filter((type) => mayOperateType(user('hq', ['agent'], { ticketTypes: [] }), type))).toEqual([])
    expect(TICKET_TYPES.filter((type) => mayOperateType(user('hq', ['agent']), type))).toEqual([...TICKET_TYPES])
  })
})

describe('full phone numbers', () => {
  it.each([
    ['hq', 'agent', true], ['hq', 'administrator', false], ['mall', 'service_contact', true], ['department', 'department', false], ['line', 'assistant', false],
  ] as const)('are for who calls the customer: %s, %s: %s', (kind, role, full) => expect(handlesTicket(user(kind, [role]), inForce)).toBe(full))

  it('are not for another mall', () => expect(handlesTicket(user('mall', ['mall_admin'], { organisationCode: 'M0002' }), inForce)).toBe(false))
})

describe('changing data of a ticket', () => {
  const agent = user('hq', ['agent'])
  const department = user('department', ['department'])
  const WHILE_PENDING: readonly PatchField[] = ['type', 'mallCode', 'headOffice']

  it('is the call center’s; type and destination only before submission', () => {
    for (const field of PATCH_FIELDS) {
      expect([field, canPatch(agent, unsubmitted, field, false)]).toEqual([field, 'yes'])
      for (const state of ['unreplied', 'replied', 'resolved'] as const)
        expect([field, canPatch(agent, { ...inForce, state }, field, false)]).toEqual([field, WHILE_PENDING.includes(field) ? 'not_allowed' : 'yes'])
    }
  })

  it('is the department’s for assisting parties alone', () => {
    for (const field of PATCH_FIELDS) expect([field, canPatch(department, inForce, field, false)]).toEqual([field, field === 'assistants' ? 'yes' : 'forbidden'])
  })

  it('is not the department’s while a return is pending, but still the call center’s', () => {
    expect(canPatch(department, inForce, 'assistants', true)).toBe('not_allowed')
    expect(canPatch(department, inForce, 'level', true)).toBe('forbidden')
    expect(canPatch(agent, inForce, 'assistants', true)).toBe('yes')
    expect(canPatch(agent, inForce, 'level', true)).toBe('yes')
  })

  it.each([['mall', 'mall_admin'], ['line', 'assistant'], ['hq', 'administrator']] as const)('is not for the %s’s %s', (kind, role) => {
    for (const field of PATCH_FIELDS) expect(canPatch(user(kind, [role]), inForce, field, false)).toBe('forbidden')
  })

  it('is not for another department', () => expect(canPatch(user('department', ['department'], { organisationCode: 'DEPT-N' }), inForce, 'assistants', false)).toBe('forbidden'))

  it('ends with the ticket, for everybody', () => {
    for (const state of TICKET_STATES.filter((one) => one === 'closed' || one === 'cancelled')) for (const field of PATCH_FIELDS)
      expect(canPatch(agent, { ...inForce, state }, field, false)).toBe('not_allowed')
  })
})

describe('an approver by delegation', () => {
  const standIn = (ticketTypes: UserFacts['ticketTypes'], giverTypes: UserFacts['ticketTypes']) =>
    user('hq', ['agent', 'approver'], { ticketTypes, approverFor: { ticketTypes: giverTypes } })

  it('decides like one, and cannot hand it on', () => {
    expect([...actorsOn(standIn(null, null), inForce)]).toEqual(['cs', 'cs_approver'])
    expect(permissionsOf(standIn(null, null))).toEqual(ALL_BUT_ADMINISTRATION)
  })

  it('has no more ticket types than he and the giver both have', () => {
    expect([...actorsOn(standIn(null, ['service']), inForce)]).toEqual(['cs'])
    expect([...actorsOn(standIn(['service'], ['complaint']), inForce)]).toEqual([])
    expect([...actorsOn(standIn(['complaint'], ['complaint']), inForce)]).toEqual(['cs', 'cs_approver'])
  })
})
