import { describe, expect, it } from 'vitest'
import { REQUEST_TABS, SURVEY_TABS, TICKET_TABS } from '#shared/domain/lists/tabs.ts'
import { navigationFor } from '../../../renderer/workspace/navigation.ts'
import { administrationSections, administrationTarget, approvalsTarget, breachReportTarget, callTarget, homeTarget, keyOf, listTarget, surveysTarget, targetOf, ticketTarget } from '../../../renderer/workspace/tabs.ts'

describe('targetOf', () => {
  it('finds the page of every address that keyOf writes', () => {
    const targets = [homeTarget(), breachReportTarget(), ticketTarget('2609002984'), callTarget('8d1d5f0e-2c3a-4f4e-9f1a-000000000001'), ...TICKET_TABS.map((tab) => listTarget(tab.id)), ...REQUEST_TABS.map((tab) => approvalsTarget(tab.kind)), ...SURVEY_TABS.map((tab) => surveysTarget(tab.pool)), ...administrationSections.map(administrationTarget)]
    for (const target of targets) expect(targetOf(keyOf(target))).toMatchObject({ kind: target.kind, parameters: target.parameters })
  })
  it.each(['/', '', '/list/nonsense', '/ticket/12', '/ticket/26090029x4', '/call/..', '/approvals/', '/approvals/all', '/surveys/', '/surveys/all', '/admin', '/administration', '/administration/all', '/reports', '/reports/all'])('refuses %j', (address) => {
    expect(targetOf(address)).toBeNull()
  })
})

describe('navigationFor', () => {
  const listsOf = (visibility: Parameters<typeof navigationFor>[0]): string[] => navigationFor(visibility).flatMap((group) => group.items.map((item) => item.id))
  it('shows waiting and returned tickets to the call center alone', () => {
    expect(listsOf('all')).toEqual(expect.arrayContaining(['pending', 'returned']))
    for (const visibility of ['department', 'mall', 'assistant'] as const) {
      expect(listsOf(visibility)).not.toContain('pending')
      expect(listsOf(visibility)).not.toContain('returned')
      expect(listsOf(visibility)).toContain('unreplied')
    }
  })
  it('shows the requests to who asks and who decides, with the counts of their kind, and not to assisting parties', () => {
    for (const visibility of ['all', 'department', 'mall'] as const) expect(listsOf(visibility)).toEqual(expect.arrayContaining(['visit_requests', 'return_requests', 'closure_requests']))
    expect(listsOf('assistant')).not.toContain('return_requests')
  })
  it('shows the pages of the administrators to who may administer, not to everybody who sees all', () => {
    expect(listsOf('all')).not.toContain('calendar')
    expect(navigationFor('all', true).at(-1)).toMatchObject({ id: 'administration', items: [{ id: 'calendar' }, { id: 'penalties' }, { id: 'channels' }, { id: 'templates' }, { id: 'dead-letters' }] })
  })
  it('has the home page for everybody, the breach report beside it for who reads it, and the list behind the figures for nobody', () => {
    const pagesOf = (readsBreaches: boolean): string[] => navigationFor('all', false, readsBreaches).find(({ id }) => id === 'figures')!.items.map(({ id }) => id)
    expect([pagesOf(false), pagesOf(true)]).toEqual([['home'], ['home', 'breaches']])
  })
  it('is empty without a ticket module', () => {
    expect(navigationFor('none')).toEqual([])
  })
})
