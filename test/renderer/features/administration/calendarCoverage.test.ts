import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { User } from '#shared/contract/session.ts'
import { client } from '../../../../renderer/api/client.ts'
import { useCalendarCoverageStore } from '../../../../renderer/features/administration/calendar/calendarCoverage.ts'
import { useSessionStore } from '../../../../renderer/stores/session.ts'

const person = (permissions: User['permissions']): User => ({
  id: '1', account: 'admin', name: '程砚', organisation: { code: 'HQ', kind: 'hq', name: '客服中心' }, roles: ['administrator'], ticketTypes: null, permissions,
} as User)
const read = () => vi.spyOn(client, 'getCalendar').mockResolvedValue({ year: 2026, covered: true, uncoveredYears: [2027], days: [], recomputation: null })

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-02T02:00:00Z') })
  setActivePinia(createPinia())
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('the announcement of years without data', () => {
  it('is read for an administrator, and not again within the hour', async () => {
    useSessionStore().user = person(['administration'])
    const asked = read()
    const coverage = useCalendarCoverageStore()
    await coverage.refresh()
    await coverage.refresh()
    expect([coverage.uncoveredYears, asked.mock.calls]).toEqual([[2027], [[{ query: { year: 2026 } }]]])
    vi.setSystemTime(Date.parse('2026-11-02T03:00:01Z'))
    await coverage.refresh()
    expect(asked).toHaveBeenCalledTimes(2)
  })
  it('is not asked for anybody else, and does not stay for who signs in next', async () => {
    const session = useSessionStore()
    session.user = person(['administration'])
    const asked = read()
    const coverage = useCalendarCoverageStore()
    await coverage.refresh()
    session.user = { ...person(['tickets.read']), id: '2' }
    await coverage.refresh()
    expect([coverage.uncoveredYears, asked.mock.calls.length]).toEqual([[], 1])
  })
})
