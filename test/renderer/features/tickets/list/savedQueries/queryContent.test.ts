import { describe, expect, it } from 'vitest'
import { savedQueryContent, type SavedQuery } from '#shared/contract/savedQuery.ts'
import { emptyQuery, noQuickFilters, queryBody } from '../../../../../../renderer/features/tickets/list/listQuery.ts'
import type { ListQuery } from '../../../../../../renderer/features/tickets/list/listQuery.ts'
import { contentOf, isApplied, isWorthSaving, queryOf } from '../../../../../../renderer/features/tickets/list/savedQueries/queryContent.ts'

const anyQuery: ListQuery = {
  ...emptyQuery(), quick: { ...noQuickFilters(), type: 'complaint' }, match: 'any', conditions: [{ field: 'assignment.marketingLine', op: 'in', value: ['南区'] }], sort: { field: 'replyDueAt', direction: 'asc' },
}
const saved = (query: SavedQuery['query']): SavedQuery => ({ id: '1', name: '一', list: 'open', shared: false, own: true, owner: '何知秋', createdAt: '2026-09-29T05:42:00Z', query })

describe('a query that is saved', () => {
  it('asks afterwards the very same of the server as it did on the screen, order and all', () => {
    for (const query of [anyQuery, { ...anyQuery, match: 'all' as const }, { ...anyQuery, conditions: [] }, { ...emptyQuery(), sort: anyQuery.sort }]) {
      const content = contentOf(query)
      expect(savedQueryContent.safeParse(content).success).toBe(true)
      expect(queryBody('open', queryOf(content), null)).toEqual(queryBody('open', query, null))
    }
  })
  it('is worth it only where something is asked', () => {
    expect(isWorthSaving(emptyQuery())).toBe(false)
    expect(isWorthSaving({ ...emptyQuery(), sort: anyQuery.sort })).toBe(true)
    expect(isWorthSaving({ ...emptyQuery(), quick: anyQuery.quick })).toBe(true)
  })
  it('is known again on the screen while it is what the list asks', () => {
    const content = contentOf(anyQuery)
    expect(isApplied(saved(content), queryOf(content))).toBe(true)
    expect(isApplied(saved(content), { ...queryOf(content), match: 'all' })).toBe(false)
    expect(isApplied(saved(content), { ...queryOf(content), sort: null })).toBe(false)
    expect(isApplied(saved(null), queryOf(content))).toBe(false)
    expect(isApplied(saved({ match: 'all', conditions: [] }), emptyQuery())).toBe(false)
  })
})
