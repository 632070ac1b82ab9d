import { describe, expect, it } from 'vitest'
import { ticketQueryBody } from '#shared/contract/query.ts'
import { REMINDER_IDS } from '#shared/domain/figures/reminders.ts'
import { visibilityOf } from '#shared/domain/permissions.ts'
import { tabsFor } from '#shared/domain/lists/tabs.ts'
import { REMINDERS, reminderConditions } from '../../../../../renderer/features/home/reminders/homeReminders.ts'
import { usualView } from '../../../../../renderer/features/home/homePreferences.ts'
import { waitingListsFor } from '../../../../../renderer/features/home/waiting/waitingLists.ts'
import { remindersExample } from '../homeExample.ts'

describe('the reminders of the home page', () => {
  it('are those of the server, in its order', () => {
    expect(REMINDERS.map(({ id }) => id)).toEqual(REMINDER_IDS)
  })
  it('open lists that everybody with tickets has', () => {
    for (const { opens } of REMINDERS) for (const visibility of ['all', 'department', 'mall', 'assistant'] as const) expect(tabsFor(visibility).map((tab) => tab.id)).toContain(opens)
  })
  it('ask their list for tickets made in the range, its end not included, with conditions that the server takes', () => {
    const year = remindersExample('year')
    for (const reminder of REMINDERS) {
      const conditions = reminderConditions(reminder, year)
      expect(conditions.at(-1)).toEqual({ field: 'createdAt', op: 'between', value: ['2025-12-31T16:00:00.000Z', '2026-12-31T15:59:59.999Z'] })
      expect(ticketQueryBody.safeParse({ tab: reminder.opens, conditions }).success).toBe(true)
    }
  })
  it('ask for unreplied and replied tickets among the open ones where it says unresolved, and for no state elsewhere', () => {
    const withStates = REMINDERS.filter((reminder) => reminderConditions(reminder, remindersExample()).some(({ field }) => field === 'state'))
    expect(withStates.map(({ id, opens }) => [id, opens])).toEqual([['unresolved', 'open']])
    expect(reminderConditions(withStates[0]!, remindersExample())[0]).toEqual({ field: 'state', op: 'in', value: ['unreplied', 'replied'] })
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
  it('comes first for who handles tickets; who only supervises begins with the figures', () => {
    for (const roles of [['agent'], ['surveyor'], ['agent', 'approver'], ['department'], ['mall_admin'], ['assistant']] as const) expect(usualView(roles), roles.join()).toBe('waiting')
    for (const roles of [['approver'], ['complaint_manager', 'service_manager'], ['administrator']] as const) expect(usualView(roles), roles.join()).toBe('figures')
  })
})
