/** How the rows of a story's table become those of another ticket. What is not named is copied, instants are shifted. */
export interface Source {
  table: string
  /** The column with the ticket's id. */
  ticket: string
  /** The table's own ids are those of the plan: the ticket's id times 64 and the row's place in its story. */
  numbered?: true
  /** Left out: the database gives it. */
  generated?: readonly string[]
  /** Columns with an organisation, and the columns with its name. */
  organisations?: Readonly<Record<string, string | null>>
  /** Columns with a person, and the columns with his name. */
  users?: Readonly<Record<string, string | null>>
  /** Other columns, in SQL: `x` is the story's row, `p` the plan's, `m` its mall, `c` the customer, `f` and `a` endings of texts. */
  columns?: Readonly<Record<string, string>>
  /** With the customer. */
  customer?: true
  /** With the endings of texts. */
  texts?: true
}

/** A story's key of its own ticket, such as `12:reply_overdue:round:1`, as that of another. */
const rekeyed = (column: string): string => `IF(x.${column} IS NULL, NULL, CONCAT(p.ticket_id, SUBSTRING(x.${column}, LOCATE(':', x.${column}))))`
/** Ids of events and calls of a ticket lie side by side; those of the demonstration lie far below. */
export const NUMBERED_BASE = 1_000_000
export const numberedId = (ticket: string, place: string): string => `${NUMBERED_BASE} + ${ticket} * 64 + ${place}`

/** The tables that hold tickets, in the order in which they are written. */
export const SOURCES: readonly Source[] = [
  {
    table: 'tickets', ticket: 'id', customer: true, texts: true,
    organisations: { mall_id: null, head_office_department_id: null, scope_mall_id: null, scope_department_id: null },
    users: { created_by: 'created_by_name', handler_user_id: 'handler_name', last_event_by: null },
    columns: {
      no: 'p.no', customer_id: 'p.customer_id', customer_name: 'c.name', customer_type: 'c.type',
      phones: `CONCAT('["', c.phone, '"', IF(c.phone2 IS NULL OR c.phone2 = c.phone, '', CONCAT(',"', c.phone2, '"')), ']')`,
      province: 'n.province', city: 'n.city', district: 'n.district', address: 'c.address',
      contract_no: 'IF(x.contract_no IS NULL, NULL, c.contract_no)', contract_amount: 'IF(x.contract_no IS NULL, NULL, c.contract_amount)',
      order_no: "IF(x.contract_no IS NULL, NULL, CONCAT('SO', LPAD(c.id, 9, '0')))", brand: 'c.brand',
      handler_phone: "IF(x.handler_user_id_role = 'mall', m.user_phone, x.handler_phone)", responsible_party: 'IF(x.responsible_party IS NULL, NULL, l.code)',
      marketing_line: 'IF(x.marketing_line IS NULL, NULL, m.marketing_line)', market_level: 'IF(x.market_level IS NULL, NULL, m.market_level)',
      latest_feedback: 'LEFT(CONCAT(x.latest_feedback, f.text), 200)', follow_up_of: 'NULL', follow_up_of_no: 'NULL', log_hash: "''",
      // What is left unread, and what assisting parties have in their lists, is made at the end.
      unread_mall_id: 'NULL',
    },
  },
  { table: 'ticket_assistants', ticket: 'ticket_id', organisations: { organisation_id: null } },
  { table: 'ticket_marks', ticket: 'ticket_id', organisations: { scope_mall_id: null, scope_department_id: null } },
  { table: 'assignments', ticket: 'ticket_id', generated: ['id'], organisations: { mall_id: null, department_id: null }, users: { handler_user_id: null, submitted_by: null } },
  { table: 'reply_rounds', ticket: 'ticket_id', generated: ['id'] },
  {
    table: 'requests', ticket: 'ticket_id', generated: ['id'], organisations: { mall_id: null, department_id: null, seen_by_mall_id: null, seen_by_department_id: null, requested_organisation_id: null },
    users: { requested_by: 'requested_by_name', decided_by: 'decided_by_name', decided_for: null }, columns: { pending_key: rekeyed('pending_key') },
  },
  {
    table: 'records', ticket: 'ticket_id', generated: ['id'], organisations: { organisation_id: null }, users: { user_id: 'user_name' }, texts: true,
    columns: {
      content: "CASE WHEN x.content IS NULL THEN NULL WHEN x.operation = 'feedback' THEN CONCAT(x.content, f.text) WHEN x.operation IN ('reply', 'resolve', 'close', 'assist_reply') THEN CONCAT(x.content, a.text) ELSE x.content END",
      call_id: `IF(x.call_place IS NULL, NULL, ${numberedId('p.ticket_id', 'x.call_place')})`,
    },
  },
  { table: 'events', ticket: 'ticket_id', numbered: true, users: { user_id: null }, columns: { once_key: rekeyed('once_key'), position: numberedId('p.ticket_id', 'x.place') } },
  { table: 'survey_tasks', ticket: 'ticket_id', generated: ['id'], users: { answered_by: null }, columns: { customer_id: 'p.customer_id' } },
  { table: 'breaches', ticket: 'ticket_id', generated: ['id'], organisations: { mall_id: null, department_id: null } },
  { table: 'timers', ticket: 'ticket_id', generated: ['id'] },
  {
    table: 'calls', ticket: 'ticket_id', numbered: true, customer: true,
    columns: { external_id: "CONCAT('seed-', p.ticket_id, '-', x.place)", phone: 'c.phone', customer_id: 'p.customer_id', agent_account: "CONCAT('agent', 101 + p.agent)", agent_user_id: 'g.id', recording_url: 'NULL' },
  },
]
