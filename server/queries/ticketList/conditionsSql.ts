import { QueryTypes } from 'sequelize'
import type { Condition } from '#shared/contract/query.ts'
import { TICKET_FIELDS, type TicketField } from '#shared/domain/lists/fields.ts'
import type { CurrentUser } from '../../caller.ts'
import { fullTextSql, isFullText } from '../../search/textConditions.ts'
import type { Services } from '../../services.ts'
import { compare, type Sql } from '../conditions.ts'
import { scopedConditionSql } from '../scopedCondition.ts'
import type { IndexedCondition } from './access.ts'
import { SORT_ATTRIBUTES, type OrderAttribute } from './ordering.ts'

/** Fields of a ticket's organisations, and where the ticket names them. */
const ORGANISATION_FIELDS: Partial<Record<Condition['field'], { ticketColumn: string; column: 'o.code' | 'o.name' }>> = {
  'mall.code': { ticketColumn: 't.mall_id', column: 'o.code' },
  'mall.name': { ticketColumn: 't.mall_id', column: 'o.name' },
  'headOffice.departmentCode': { ticketColumn: 't.head_office_department_id', column: 'o.code' },
}

async function findOrganisations({ database }: Services, { sql, values }: Sql): Promise<number[]> {
  const rows = await database.sequelize.query<{ id: number }>(`SELECT o.id FROM organisations o WHERE ${sql}`, { replacements: values, type: QueryTypes.SELECT })
  return rows.map(({ id }) => Number(id))
}

/** Organisations are few: which ones fit is found first, so that the ticket's condition is one on its own column. */
async function organisationSql(services: Services, condition: Condition, { ticketColumn, column }: { ticketColumn: string; column: string }): Promise<Sql> {
  if (condition.op === 'is_null') return { sql: `${ticketColumn} IS ${condition.value ? '' : 'NOT '}NULL`, values: [] }
  const field: TicketField = TICKET_FIELDS[condition.field]
  const ids = await findOrganisations(services, compare(column, field, condition.op === 'ne' ? { ...condition, op: 'eq' } : condition))
  if (condition.op === 'ne') return ids.length === 0 ? { sql: '1 = 1', values: [] } : { sql: `${ticketColumn} IS NULL OR ${ticketColumn} NOT IN (?)`, values: [ids] }
  if (ids.length === 0) return { sql: '1 = 0', values: [] }
  return ids.length === 1 ? { sql: `${ticketColumn} = ?`, values: ids } : { sql: `${ticketColumn} IN (?)`, values: [ids] }
}

/** The conditions of a query as SQL, on what the user sees of the tickets. */
export function conditionsSql(services: Services, user: CurrentUser, conditions: readonly Condition[]): Promise<Sql[]> {
  return Promise.all(conditions.map(async (condition) => {
    if (isFullText(condition)) return fullTextSql(services, user, condition)
    const organisation = ORGANISATION_FIELDS[condition.field]
    return organisation ? organisationSql(services, condition, organisation) : scopedConditionSql(condition, user)
  }))
}

/** Whether a condition looks into another table; the way may then begin there. */
export const looksElsewhere = ({ field }: Pick<Condition, 'field'>): boolean => ['customer.phones', 'assistants', 'followUpOf'].includes(field) || isFullText({ field })

/** Columns with an index in the order of creation, by which what equals a value is found. */
const INDEXED: Partial<Record<Condition['field'], IndexedCondition['index']>> = {
  'mall.code': 'tickets_of_mall', createdBy: 'tickets_creator', 'assignment.handler': 'tickets_handler_name', 'product.brand': 'tickets_brand', causeCode: 'tickets_cause',
}

/** Conditions of which any is to hold, each with its index; empty if one of them has none. @param sql of each condition */
export function alternativesOf(conditions: readonly Condition[], sql: readonly Sql[]): IndexedCondition[] {
  const indexed = conditions.flatMap(({ field, op }, position): IndexedCondition[] => {
    const index = op === 'eq' ? INDEXED[field] : undefined
    return index ? [{ index, condition: sql[position]! }] : []
  })
  return indexed.length === conditions.length ? indexed : []
}

const RANGES: readonly Condition['op'][] = ['eq', 'gt', 'gte', 'lt', 'lte', 'between']

/** The column of instants with an index of which a condition asks for a range; none for others. */
export const rangeOf = ({ field, op }: Condition): OrderAttribute[] =>
  (RANGES.includes(op) && field in SORT_ATTRIBUTES && field !== 'feedbackCount' ? [SORT_ATTRIBUTES[field as keyof typeof SORT_ATTRIBUTES]] : [])
