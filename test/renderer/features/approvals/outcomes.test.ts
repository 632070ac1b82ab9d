import { describe, expect, it } from 'vitest'
import type { UserFacts } from '#shared/domain/permissions.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import type { RequestKind } from '#shared/domain/ticket/enumerations.ts'
import { decidingActors, outcomeOf } from '../../../../renderer/features/approvals/request/outcomes.ts'
import approvalWords from '../../../../renderer/locales/zh-CN/approval.ts'
import operationWords from '../../../../renderer/locales/zh-CN/operation.ts'
import { ticketExample } from '../tickets/ticketExample.ts'

const approver: UserFacts = { organisationCode: 'HQ', organisationKind: 'hq', roles: ['approver'], ticketTypes: null }
const colleague: UserFacts = { ...approver, roles: ['agent'] }
const department: UserFacts = { organisationCode: 'DEPT-S', organisationKind: 'department', roles: ['department'], ticketTypes: null }
const context = { now: new Date('2026-09-29T05:42:00.000Z'), timeZone: 'Asia/Shanghai', visitAt: null }
const waiting = (kind: RequestKind, changed: Partial<Ticket> = {}): Ticket => ticketExample({
  state: 'replied', replyOpen: false, replyRound: 1, allowedOperations: [`approve_${kind}`, `reject_${kind}`],
  pendingRequests: [{ id: '1', kind, state: 'pending', requestedAt: '2026-09-28T01:31:00.000Z', requestedVisitAt: kind === 'visit' ? '2026-11-20T01:00:00.000Z' : null, requestedBy: '陈望' }], ...changed,
})
const resolved = { state: 'resolved' as const, resolvedAt: '2026-09-28T01:00:00.000Z', resolveTimely: true }
const idsOf = (found: ReturnType<typeof outcomeOf>): string[] | undefined => found?.consequences.map((one) => one.id)

describe('both outcomes of a request', () => {
  it('says that an approved return ends the assignment and withdraws its breaches', () => {
    const found = outcomeOf('approve', 'return', waiting('return'), [], approver, context)
    expect(found).toMatchObject({ before: 'replied', after: 'pending_submission' })
    expect(idsOf(found)).toEqual(['assignment_returned', 'withdrawn_breaches'])
  })
  it('says that a refused return opens the next round and counts as a wrong return', () => {
    const found = outcomeOf('reject', 'return', waiting('return'), [], approver, context)
    expect(found).toMatchObject({ before: 'replied', after: 'unreplied' })
    expect(idsOf(found)).toEqual(['ends_return_rejected', 'round_opens'])
    expect(found?.consequences.find((one) => one.id === 'round_opens')?.number).toBe(2)
  })
  it('says to which date an approved visit moves, the asked one or the one that the approver chose', () => {
    const asked = outcomeOf('approve', 'visit', waiting('visit'), [], approver, context)
    expect(asked?.consequences.find((one) => one.id === 'visit_moves')?.at?.toISOString()).toBe('2026-11-20T01:00:00.000Z')
    const chosen = outcomeOf('approve', 'visit', waiting('visit'), [], approver, { ...context, visitAt: new Date('2026-11-25T02:00:00.000Z') })
    expect(chosen?.consequences.find((one) => one.id === 'visit_moves')?.at?.toISOString()).toBe('2026-11-25T02:00:00.000Z')
    expect(idsOf(outcomeOf('reject', 'visit', waiting('visit'), [], approver, context))).toEqual(['ends_visit_rejected'])
  })
  it('says that an approved closure closes and a refused one voids the resolution', () => {
    expect(outcomeOf('approve', 'closure', waiting('closure', resolved), [], approver, context)).toMatchObject({ before: 'resolved', after: 'closed' })
    const refused = outcomeOf('reject', 'closure', waiting('closure', resolved), [], approver, context)
    expect(refused).toMatchObject({ after: 'unreplied' })
    expect(idsOf(refused)).toEqual(expect.arrayContaining(['resolution_void', 'round_opens']))
  })
  it('says the same to who decides in an approver\'s place', () => {
    expect(decidingActors(waiting('return'), colleague)).toContain('cs_approver')
    expect(idsOf(outcomeOf('approve', 'return', waiting('return'), [], colleague, context))).toEqual(['assignment_returned', 'withdrawn_breaches'])
  })
  it('gives a department closures and not returns', () => {
    expect(outcomeOf('approve', 'closure', waiting('closure', resolved), [], department, context)).not.toBeNull()
    expect(outcomeOf('approve', 'return', waiting('return'), [], department, context)).toBeNull()
  })
  it('is silent where nothing is pending any more', () => {
    expect(outcomeOf('approve', 'return', waiting('return', { pendingRequests: [] }), [], approver, context)).toBeNull()
  })
  it('has words for everything it can say', () => {
    const all = (['return', 'visit', 'closure'] as const).flatMap((kind) => (['approve', 'reject'] as const).map((decision) => outcomeOf(decision, kind, waiting(kind, kind === 'closure' ? resolved : {}), [], approver, context)))
    const ids = new Set(all.flatMap((one) => idsOf(one) ?? []))
    expect(ids.size).toBeGreaterThan(5)
    expect([...ids].filter((id) => !(id in approvalWords.consequence) && !(id in operationWords.consequence))).toEqual([])
  })
})
