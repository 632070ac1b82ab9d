import type { SavedQuery, SavedQueryContent } from '#shared/contract/savedQuery.ts'
import { emptyQuery, hasConditions, quickConditions, settleQuery } from '../listQuery.ts'
import type { ListQuery } from '../listQuery.ts'

/** What of a list's query is saved: the default conditions become conditions like the others, and the order belongs to it. */
export function contentOf(query: ListQuery): SavedQueryContent {
  const settled = settleQuery(query)
  return {
    match: settled.conditions.length > 0 ? settled.match : 'all',
    conditions: [...quickConditions(settled.quick), ...settled.conditions],
    ...(settled.sort ? { sort: settled.sort } : {}),
  }
}

/** The query of a list that asks what was saved. */
export const queryOf = ({ match, conditions, sort }: SavedQueryContent): ListQuery => ({ ...emptyQuery(), match, conditions, sort: sort ?? null })

/** Whether there is anything to save. */
export const isWorthSaving = (query: ListQuery): boolean => hasConditions(query) || query.sort !== null

const sameContent = (one: SavedQueryContent, other: SavedQueryContent): boolean =>
  JSON.stringify([one.match, one.conditions, one.sort ?? null]) === JSON.stringify([other.match, other.conditions, other.sort ?? null])

/** The saved query that the list asks at the moment. */
export const isApplied = ({ query: saved }: SavedQuery, query: ListQuery): boolean => saved !== null && isWorthSaving(query) && sameContent(saved, contentOf(query))
