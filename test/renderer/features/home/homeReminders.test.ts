import { describe, expect, it } from 'vitest'
import { visibilityOf } from '#shared/domain/permissions.ts'
import { tabsFor } from '#shared/domain/lists/tabs.ts'
import { REMINDERS, reminderCount } from '../../../../renderer/features/home/homeReminders.ts'
import { waitingListsFor } from '../../../../renderer/features/home/waitingLists.ts'

const unresolved = REMINDERS.find((one) => one.id === 'unresolved')!

describe('the reminders of the home page', () => {
  it('count unreplied and replied tickets as unresolved', () => {
    expect(reminderCount(unresolved, { unreplied: 128, replied: 342 }, 10_000)).toEqual({ count: 470, exact: true })
  })
  it('say more instead of a sum of capped counts', () => {
    expect(reminderCount(unresolved, { unreplied: 9_000, replied: 2_000 }, 10_000)).toEqual({ count: 10_000, exact: false })
    expect(reminderCount(unresolved, { unreplied: 10_000, replied: 0 }, 10_000)).toEqual({ count: 10_000, exact: false })
  })
  it('are unknown, not zero, before the counts came', () => {
    expect(reminderCount(unresolved, { unreplied: 3 }, 10_000)).toBeNull()
  })
  it('open lists that everybody with tickets has', () => {
    for (const { opens } of REMINDERS) for (const visibility of ['all', 'department', 'mall', 'assistant'] as const) expect(tabsFor(visibility).map((tab) => tab.id)).toContain(opens)
  })
})

describe('what waits for a person', () => {
  it('is only asked of lists the role has', () => {
    const mall = visibilityOf({ organisationCode: 'M0001', organisationKind: 'mall', roles: ['service_lead'], ticketTypes: null })
    expect(waitingListsFor(mall).map((list) => list.tab)).toEqual(['unreplied', 'unread'])
    for (const visibility of ['all', 'department', 'mall', 'assistant', 'none'] as const) {
      for (const { tab } of waitingListsFor(visibility)) expect(tabsFor(visibility).map((one) => one.id)).toContain(tab)
    }
  })
})
