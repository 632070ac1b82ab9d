import type { Condition } from '#shared/contract/query.ts'
import { TICKET_FIELDS } from '#shared/domain/lists/fields.ts'
import { visibilityOf } from '#shared/domain/permissions.ts'
import type { CurrentUser } from '../caller.ts'
import { compareElsewhere, conditionSql, joinSql, type Sql } from './conditions.ts'
import { scopeSql } from './listScope.ts'

/** The followed ticket as far as the user may see it; a search must not tell him of another. */
function followUpSql(condition: Condition, user: CurrentUser): Sql {
  const scope = joinSql(scopeSql(user, 'f'), ' AND ')
  const { sql, values } = compareElsewhere({
    inner: 'f.no', sql: (comparison) => `EXISTS (SELECT 1 FROM tickets f WHERE f.id = t.follow_up_of AND ${scope.sql} AND (${comparison}))`,
  }, TICKET_FIELDS.followUpOf, condition)
  return { sql, values: [...scope.values, ...values] }
}

/** One condition of a query as SQL, on what the user sees of the ticket. */
export const scopedConditionSql = (condition: Condition, user: CurrentUser): Sql =>
  condition.field === 'followUpOf' && visibilityOf(user) !== 'all' ? followUpSql(condition, user) : conditionSql(condition)
