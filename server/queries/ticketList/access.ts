import type { TicketTab } from '#shared/domain/lists/tabs.ts'
import { visibilityOf, type Visibility } from '#shared/domain/permissions.ts'
import { LIVE_STATES, type TicketState } from '#shared/domain/ticket/states.ts'
import type { CurrentUser } from '../../caller.ts'
import type { Sql } from '../conditions.ts'
import { assistedTabSql, scopeSql, tabSql } from '../listScope.ts'
import type { OrderAttribute, Ordering } from './ordering.ts'

/**
 * How a statement gets at the rows of a list. The way is named instead of left to the optimizer, which judges by averages:
 * a list of a thousand tickets in a table of a million is where it errs.
 */
export interface Access {
  /** `FROM …`, with `tickets t` in it. */
  from: string
  where: Sql[]
  /** The column sorted by and the id, in the table that the way begins with. */
  column: string
  id: string
  /** Ways that share no row, of which each gives its rows in order; they are merged. Absent: this one alone. */
  branches?: Branch[]
  /** The way does not give the rows in their order: they are sorted by little more than their ids. */
  sorts?: boolean
}

/** One of several ways; what all of them ask for beside is said once. */
export interface Branch {
  from: string
  where: Sql[]
}

type Scope = Exclude<Visibility, 'none' | 'assistant'>
type Kind = 'created' | 'state' | 'received' | 'events' | 'marks'

/** Indexes by who looks and what the list is ordered by. */
const INDEXES: Record<Scope, Record<Kind, string>> = {
  all: { created: 'tickets_created', state: 'tickets_state', received: 'tickets_received', events: 'tickets_events', marks: 'ticket_marks_list' },
  mall: { created: 'tickets_mall_created', state: 'tickets_mall_state', received: 'tickets_mall_received', events: 'tickets_mall_events', marks: 'ticket_marks_mall' },
  department: { created: 'tickets_department_created', state: 'tickets_department_state', received: 'tickets_department_received', events: 'tickets_department_events', marks: 'ticket_marks_department' },
}

/** Indexes of the whole table in the order of a column; who sees a part of it passes over the rest. */
const SORTED: Partial<Record<OrderAttribute, string>> = {
  no: 'tickets_no', submittedAt: 'tickets_submitted', firstSubmittedAt: 'tickets_first_submitted', feedbackCount: 'tickets_feedback', replyDueAt: 'tickets_reply_due',
  resolveDueAt: 'tickets_resolve_due', visitAt: 'tickets_visit', receivedAt: 'tickets_received_at', updatedAt: 'tickets_updated', closedAt: 'tickets_closed',
}

/** What a condition may find a few tickets by. */
const SELECTIVE = ['tickets_no', 'tickets_contract', 'tickets_customer_name'] as const
const SELECTIVE_IN_ORDER = ['tickets_of_mall', 'tickets_creator', 'tickets_handler_name', 'tickets_brand', 'tickets_cause'] as const

/** Waiting for the call center or under way: few at any time, however many have gone before. */
const FEW: readonly TicketState[] = ['pending_submission', ...LIVE_STATES]
export const holdsFew = ({ states }: TicketTab): boolean => states !== null && states.every((state) => FEW.includes(state))

const isOfMarks = ({ only }: TicketTab): boolean => only !== undefined && !['unread', 'returned', 'submitted'].includes(only)

/** What is asked for beside the tab. */
export interface Asked {
  conditions: readonly Sql[]
  /** A condition looks into another table. */
  elsewhere: boolean
  /** Columns of which a condition asks for a range. */
  ranges: readonly OrderAttribute[]
  /** Conditions of which any is to hold, if each of them has an index in the order of creation; else none. */
  alternatives: readonly IndexedCondition[]
}

/** A condition and the index that gives what fits, newest first. */
export interface IndexedCondition {
  index: (typeof SELECTIVE_IN_ORDER)[number]
  condition: Sql
}

/** One of these indexes, whichever finds least; never the whole table. */
const tickets = (indexes: readonly string[]): string => `FROM tickets t FORCE INDEX (${indexes.join(', ')})`

/** What the tickets of an assisting party are ordered by in its own table, and the index of all. */
const ASSISTED: Partial<Record<OrderAttribute, { column: string; index?: string }>> = {
  createdAt: { column: 's.created_at', index: 'ticket_assistants_list' }, lastEventAt: { column: 's.last_event_at', index: 'ticket_assistants_events' },
  receivedAt: { column: 's.received_at' }, firstSubmittedAt: { column: 's.first_submitted_at', index: 'ticket_assistants_submitted' },
}
/** The index of those of one state. */
const ASSISTED_BY_STATE: Partial<Record<OrderAttribute, string>> = { createdAt: 'ticket_assistants_state', receivedAt: 'ticket_assistants_received' }

/** Who may see a ticket is asked of the ticket, whatever a row beside it says. */
const SUBMITTED: Sql = { sql: 't.submitted_at IS NOT NULL', values: [] }

/** The tickets of an assisting party stand in `ticket_assistants`, with what its tabs ask for. */
function assistantAccess(user: CurrentUser, tab: TicketTab, { attribute, column }: Ordering, { conditions }: Asked): Access {
  const states = holdsFew(tab) || tab.states?.length === 1 ? tab.states! : []
  const byState = ASSISTED_BY_STATE[attribute]
  const index = (states.length > 0 && byState) || ASSISTED[attribute]?.index || 'ticket_assistants_list'
  const from = `FROM ticket_assistants s FORCE INDEX (${index}) STRAIGHT_JOIN tickets t ON t.id = s.ticket_id`
  return {
    from, where: [...assistedTabSql(tab, user), SUBMITTED, ...conditions], column: ASSISTED[attribute]?.column ?? column, id: 's.ticket_id', sorts: index !== byState && index !== ASSISTED[attribute]?.index,
    ...(index === byState && states.length > 1 ? { branches: states.map((state) => ({ from, where: [{ sql: 's.state = ?', values: [state] }] })) } : {}),
  }
}

const isMallUnread = (user: CurrentUser, { only }: TicketTab): boolean => only === 'unread' && visibilityOf(user) === 'mall'

/** What a mall has not read, in the order of what happened last. */
function mallUnreadAccess(user: CurrentUser, tab: TicketTab, { column }: Ordering, { conditions, elsewhere }: Asked): Access {
  const selective = conditions.length === 0 ? [] : [...SELECTIVE, ...(elsewhere ? ['PRIMARY'] : [])]
  return { from: tickets(['tickets_mall_unread', ...selective]), where: [...scopeSql(user), ...tabSql(tab, user), ...conditions], column, id: 't.id' }
}

/** Late and dissatisfied tickets stand in a table of their own. */
function marksAccess(user: CurrentUser, scope: Scope, tab: TicketTab, { attribute, column }: Ordering, { conditions }: Asked): Access {
  const inOrder = attribute === 'createdAt'
  const sight: Sql[] = scope === 'all' ? [] : [{ sql: `m.scope_${scope}_id = ?`, values: [user.organisationId] }]
  return {
    from: `FROM ticket_marks m FORCE INDEX (${INDEXES[scope].marks}) STRAIGHT_JOIN tickets t ON t.id = m.ticket_id`,
    where: [{ sql: 'm.mark = ?', values: [tab.only] }, ...sight, { sql: 't.state IN (?)', values: [[...(tab.states ?? [])]] }, ...conditions],
    column: inOrder ? 'm.created_at' : column, id: inOrder ? 'm.ticket_id' : 't.id',
  }
}

/** A few states: each is a range in order, several are merged. */
function fewAccess(user: CurrentUser, scope: Scope, tab: TicketTab, { attribute, column }: Ordering, { conditions }: Asked): Access {
  const states = tab.states ?? []
  const inOrder = attribute === 'createdAt' || attribute === 'receivedAt'
  const from = tickets([INDEXES[scope][attribute === 'receivedAt' ? 'received' : 'state']])
  const rest = [...scopeSql(user), ...conditions, ...(tab.only === 'returned' ? [{ sql: 't.returned = 1', values: [] }] : [])]
  if (!inOrder || states.length === 1) return { from, where: [{ sql: states.length === 1 ? 't.state = ?' : 't.state IN (?)', values: [states.length === 1 ? states[0] : [...states]] }, ...rest], column, id: 't.id' }
  return { from, where: rest, column, id: 't.id', branches: states.map((state) => ({ from, where: [{ sql: 't.state = ?', values: [state] }] })) }
}

const indexOf = (scope: Scope, attribute: OrderAttribute): string =>
  scope === 'mall' && attribute === 'firstSubmittedAt' ? 'tickets_mall_submitted' : attribute === 'createdAt' ? INDEXES[scope].created : attribute === 'lastEventAt' ? INDEXES[scope].events : SORTED[attribute]!

/** Whether somebody's own tickets stand in an order: then even a few are not sorted. */
export const standsInOrder = (user: CurrentUser, attribute: OrderAttribute): boolean =>
  attribute === 'createdAt' || (visibilityOf(user) === 'mall' && attribute === 'firstSubmittedAt') || (visibilityOf(user) === 'assistant' && ASSISTED[attribute]?.index !== undefined)

function indexesInOrder(scope: Scope, { attribute }: Ordering, { conditions, elsewhere, ranges }: Asked): string[] {
  const own = indexOf(scope, attribute)
  if (conditions.length === 0) return [own]
  const selective = [
    ...SELECTIVE, ...ranges.map((range) => indexOf(scope, range)), ...(scope !== 'mall' && attribute === 'createdAt' ? SELECTIVE_IN_ORDER : []), ...(elsewhere ? ['PRIMARY'] : []),
  ]
  return [...new Set([own, ...selective])]
}

/** By each of several conditions, without what an earlier one finds: `a OR b` has no index. */
function alternativesAccess(user: CurrentUser, tab: TicketTab, { column }: Ordering, { alternatives }: Asked): Access {
  const branches = alternatives.map(({ index, condition }, position): Branch => ({
    from: tickets([index]), where: [condition, ...alternatives.slice(0, position).map(({ condition: { sql, values } }): Sql => ({ sql: `(${sql}) IS NOT TRUE`, values }))],
  }))
  return { from: branches[0]!.from, where: [...scopeSql(user), ...tabSql(tab, user)], column, id: 't.id', branches }
}

/** A mall has few tickets beside the whole table: its own index is the better way. */
const goesByAlternatives = (scope: Scope, { alternatives }: Asked): boolean => alternatives.length > 0 && scope !== 'mall'

/** The rows of a list in its order, so that a page ends where it is full. For lists of which rows are found soon. */
export function accessInOrder(user: CurrentUser, tab: TicketTab, ordering: Ordering, asked: Asked): Access {
  const visibility = visibilityOf(user)
  const scope = scopeSql(user)
  if (visibility === 'assistant') return assistantAccess(user, tab, ordering, asked)
  if (visibility === 'none') throw new Error('who has no lists was let through')
  if (isMallUnread(user, tab) && asked.conditions.length === 0 && ordering.attribute === 'lastEventAt') return mallUnreadAccess(user, tab, ordering, asked)
  if (isOfMarks(tab) && asked.conditions.length === 0 && ordering.attribute === 'createdAt') return marksAccess(user, visibility, tab, ordering, asked)
  if (holdsFew(tab)) return fewAccess(user, visibility, tab, ordering, asked)
  if (goesByAlternatives(visibility, asked) && ordering.attribute === 'createdAt') return alternativesAccess(user, tab, ordering, asked)
  return { from: tickets(indexesInOrder(visibility, ordering, asked)), where: [...scope, ...tabSql(tab, user), ...asked.conditions], column: ordering.column, id: 't.id' }
}

/** All rows of a list, to be sorted afterwards: for lists that hold few, and for counting. */
export const accessForAll = (user: CurrentUser, tab: TicketTab, ordering: Ordering, asked: Asked): Access => ({ ...wayToAll(user, tab, ordering, asked), sorts: true })

function wayToAll(user: CurrentUser, tab: TicketTab, ordering: Ordering, asked: Asked): Access {
  const visibility = visibilityOf(user)
  const scope = scopeSql(user)
  if (visibility === 'assistant') return assistantAccess(user, tab, ordering, asked)
  if (visibility === 'none') throw new Error('who has no lists was let through')
  if (isMallUnread(user, tab)) return mallUnreadAccess(user, tab, ordering, asked)
  if (isOfMarks(tab) && asked.conditions.length === 0) return marksAccess(user, visibility, tab, { ...ordering, attribute: 'closedAt' }, asked)
  if (holdsFew(tab)) return { ...fewAccess(user, visibility, tab, { ...ordering, attribute: 'closedAt' }, asked), column: ordering.column }
  if (goesByAlternatives(visibility, asked)) return alternativesAccess(user, tab, ordering, asked)
  return { from: tickets(indexesInOrder(visibility, { ...ordering, attribute: 'createdAt' }, asked)), where: [...scope, ...tabSql(tab, user), ...asked.conditions], column: ordering.column, id: 't.id' }
}

/** Tickets that have been found already. */
export const accessById = (ids: readonly number[], { column }: Ordering): Access =>
  ({ from: 'FROM tickets t FORCE INDEX (PRIMARY)', where: [{ sql: 't.id IN (?)', values: [[...ids]] }], column, id: 't.id', sorts: true })
