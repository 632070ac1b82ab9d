import { code, createTable, flag, instant, key, reference } from './columns.ts'

const timely = `${flag} NULL`

/**
 * A ticket's row holds what lists, rules and its page read; the tables beside it hold its history.
 * `scope_mall_id` and `scope_department_id` are set while an assignment is in force: list scoping is these two columns.
 */
const tickets = createTable('tickets', [
  `id ${key}`, `no ${code(16)} NOT NULL`, `type ${code(16)} NOT NULL`, `level ${code(8)} NOT NULL`, `state ${code(24)} NOT NULL`,
  `live ${flag} NOT NULL`, 'version INT NOT NULL', `source ${code(16)} NOT NULL`,
  `created_at ${instant} NOT NULL`, `created_by ${reference} NULL`, 'created_by_name VARCHAR(60) NOT NULL', `updated_at ${instant} NOT NULL`,
  `customer_id ${reference} NOT NULL`, 'customer_name VARCHAR(100) NOT NULL', `customer_type ${code(16)} NOT NULL`, 'phones TEXT NOT NULL',
  'province VARCHAR(40) NULL', 'city VARCHAR(40) NULL', 'district VARCHAR(40) NULL', 'address VARCHAR(255) NULL',
  'contract_no VARCHAR(60) NULL', 'contract_amount DECIMAL(12,2) NULL', 'order_no VARCHAR(60) NULL',
  `mall_id ${reference} NULL`, `head_office_reason ${code(24)} NULL`, `head_office_department_id ${reference} NULL`,
  `scope_mall_id ${reference} NULL`, `scope_department_id ${reference} NULL`,
  'brand VARCHAR(60) NULL', 'category VARCHAR(60) NULL', 'channel_major VARCHAR(60) NULL', 'channel_middle VARCHAR(60) NULL', 'channel_minor VARCHAR(60) NULL',
  `cause_code ${code(40)} NULL`, 'responsible_party VARCHAR(32) NULL',
  'assignment_number INT NOT NULL DEFAULT 0', `handler_user_id ${reference} NULL`, 'handler_name VARCHAR(60) NULL', 'handler_phone VARCHAR(40) NULL',
  'marketing_line VARCHAR(60) NULL', 'market_level VARCHAR(20) NULL',
  `first_submitted_at ${instant} NULL`, `submitted_at ${instant} NULL`, `received_at ${instant} NULL`, `closed_at ${instant} NULL`,
  'feedback_count INT NOT NULL', `second_complaint ${flag} NOT NULL DEFAULT 0`, `escalated_at ${instant} NULL`,
  `first_contact_due_at ${instant} NULL`, `reply_due_at ${instant} NULL`, `resolve_due_at ${instant} NULL`, `visit_at ${instant} NULL`,
  `reply_open ${flag} NOT NULL DEFAULT 0`, 'last_round_number INT NOT NULL DEFAULT 0', `resolved_at ${instant} NULL`,
  `contact_timely ${timely}`, `follow_up_timely ${timely}`, `reply_timely ${timely}`, `resolve_timely ${timely}`, `process_timely ${timely}`,
  `satisfaction_processed ${flag} NULL`, `satisfaction_score ${code(24)} NULL`, 'satisfaction_reason TEXT NULL', `satisfaction_at ${instant} NULL`,
  `follow_up_of ${reference} NULL`, `follow_up_of_no ${code(16)} NULL`, `provisional_deadlines ${flag} NOT NULL DEFAULT 0`, `returned ${flag} NOT NULL DEFAULT 0`,
  'latest_feedback VARCHAR(200) NOT NULL', `last_event_at ${instant} NOT NULL`, `last_event_by ${reference} NULL`,
  'log_sequence INT NOT NULL DEFAULT 0', `log_hash ${code(64)} NOT NULL DEFAULT ''`,
  'UNIQUE KEY tickets_no (no)',
  'KEY tickets_created (created_at, id)', 'KEY tickets_mall_created (scope_mall_id, created_at, id)', 'KEY tickets_department_created (scope_department_id, created_at, id)',
  'KEY tickets_state (state, created_at, id)', 'KEY tickets_mall_state (scope_mall_id, state, created_at, id)',
  'KEY tickets_department_state (scope_department_id, state, created_at, id)',
  'KEY tickets_received (state, received_at, id)', 'KEY tickets_mall_received (scope_mall_id, state, received_at, id)',
  'KEY tickets_department_received (scope_department_id, state, received_at, id)',
  'KEY tickets_live (live, created_at, id)', 'KEY tickets_live_reply (live, reply_open, reply_due_at, id)',
  'KEY tickets_events (last_event_at, id)', 'KEY tickets_mall_events (scope_mall_id, last_event_at, id)', 'KEY tickets_department_events (scope_department_id, last_event_at, id)',
  'KEY tickets_customer (customer_id, created_at)', 'KEY tickets_contract (contract_no)', 'KEY tickets_customer_name (customer_name)',
  'KEY tickets_follow_up (follow_up_of)', 'KEY tickets_first_submitted (first_submitted_at, id)', 'KEY tickets_handler (handler_user_id, state)',
])

const ofTicket = (table: string): string => `CONSTRAINT ${table}_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id)`

export const statements = [
  tickets,
  createTable('ticket_number_blocks', [
    `month ${code(4)} NOT NULL`, 'block INT NOT NULL', `taken_by ${code(64)} NOT NULL`, `taken_at ${instant} NOT NULL`, 'PRIMARY KEY (month, block)',
  ]),
  createTable('ticket_phones', [
    `ticket_id ${reference} NOT NULL`, `digits ${code(20)} NOT NULL`, `reversed ${code(20)} NOT NULL`, 'PRIMARY KEY (ticket_id, digits)',
    'KEY ticket_phones_digits (digits, ticket_id)', 'KEY ticket_phones_reversed (reversed, ticket_id)', ofTicket('ticket_phones'),
  ]),
  createTable('ticket_assistants', [
    `ticket_id ${reference} NOT NULL`, `organisation_id ${reference} NOT NULL`, 'PRIMARY KEY (ticket_id, organisation_id)',
    'KEY ticket_assistants_organisation (organisation_id, ticket_id)', ofTicket('ticket_assistants'),
  ]),
  // Membership in the tabs of late and dissatisfied tickets: few rows, so that these tabs cost nothing on the large table.
  createTable('ticket_marks', [
    `mark ${code(24)} NOT NULL`, `ticket_id ${reference} NOT NULL`, `created_at ${instant} NOT NULL`,
    `scope_mall_id ${reference} NULL`, `scope_department_id ${reference} NULL`, 'PRIMARY KEY (ticket_id, mark)',
    'KEY ticket_marks_list (mark, created_at, ticket_id)', 'KEY ticket_marks_mall (mark, scope_mall_id, created_at, ticket_id)',
    'KEY ticket_marks_department (mark, scope_department_id, created_at, ticket_id)', ofTicket('ticket_marks'),
  ]),
  // One mark for a person, or one for a whole mall (`lists.md`, unread).
  createTable('ticket_reads', [
    `reader ${code(24)} NOT NULL`, `ticket_id ${reference} NOT NULL`, `read_at ${instant} NOT NULL`, 'PRIMARY KEY (reader, ticket_id)', ofTicket('ticket_reads'),
  ]),
  createTable('assignments', [
    `id ${key}`, `ticket_id ${reference} NOT NULL`, 'number INT NOT NULL', `mall_id ${reference} NULL`, `head_office_reason ${code(24)} NULL`,
    `department_id ${reference} NULL`, `handler_user_id ${reference} NULL`, `submitted_at ${instant} NOT NULL`, `submitted_by ${reference} NULL`,
    `ended_at ${instant} NULL`, `outcome ${code(16)} NULL`,
    `first_contact_due_at ${instant} NOT NULL`, `resolve_due_at ${instant} NOT NULL`,
    'UNIQUE KEY assignments_number (ticket_id, number)', 'KEY assignments_mall (mall_id, submitted_at)', ofTicket('assignments'),
  ]),
  createTable('reply_rounds', [
    `id ${key}`, `ticket_id ${reference} NOT NULL`, 'number INT NOT NULL', 'assignment_number INT NOT NULL', `opened_by ${code(32)} NOT NULL`, `opened_at ${instant} NOT NULL`,
    `due_at ${instant} NOT NULL`, `closed_by ${code(32)} NULL`, `closed_at ${instant} NULL`, `timely ${timely}`,
    'UNIQUE KEY reply_rounds_number (ticket_id, number)', ofTicket('reply_rounds'),
  ]),
  createTable('requests', [
    `id ${key}`, `ticket_id ${reference} NOT NULL`, 'assignment_number INT NOT NULL', `kind ${code(16)} NOT NULL`, `state ${code(16)} NOT NULL`,
    // Filled while pending: at most one pending request of a kind on a ticket.
    `pending_key ${code(48)} NULL`, `mall_id ${reference} NULL`, `department_id ${reference} NULL`,
    `requested_by ${reference} NULL`, 'requested_by_name VARCHAR(60) NOT NULL', `requested_organisation_id ${reference} NULL`, `requested_at ${instant} NOT NULL`,
    `reason_code ${code(40)} NULL`, 'content TEXT NULL', `visit_type ${code(16)} NULL`, `requested_visit_at ${instant} NULL`, `previous_visit_at ${instant} NULL`,
    `decided_by ${reference} NULL`, 'decided_by_name VARCHAR(60) NULL', `decided_for ${reference} NULL`, `decided_at ${instant} NULL`, 'decision_comment TEXT NULL', `decided_visit_at ${instant} NULL`,
    'UNIQUE KEY requests_pending (pending_key)', 'KEY requests_ticket (ticket_id, kind)', 'KEY requests_queue (kind, state, requested_at, id)',
    'KEY requests_organisation (requested_organisation_id, kind, requested_at, id)', 'KEY requests_department (department_id, kind, requested_at, id)', ofTicket('requests'),
  ]),
  createTable('records', [
    `id ${key}`, `ticket_id ${reference} NOT NULL`, `operation ${code(32)} NOT NULL`, `origin ${code(32)} NOT NULL`, `at ${instant} NOT NULL`,
    `user_id ${reference} NULL`, 'user_name VARCHAR(60) NOT NULL', `organisation_id ${reference} NULL`,
    'content TEXT NULL', `cause_code ${code(40)} NULL`, `reason_code ${code(40)} NULL`, `channel ${code(16)} NULL`, `called_at ${instant} NULL`, `call_id ${reference} NULL`,
    'round_number INT NULL', `voided_at ${instant} NULL`, 'detail TEXT NULL',
    'KEY records_ticket (ticket_id, id)', ofTicket('records'),
  ]),
  createTable('attachments', [
    `id ${code(36)} NOT NULL PRIMARY KEY`, `sha256 ${code(64)} NOT NULL`, 'size BIGINT UNSIGNED NOT NULL', `media_type ${code(100)} NOT NULL`, 'name VARCHAR(255) NOT NULL',
    `uploaded_by ${reference} NOT NULL`, `uploaded_at ${instant} NOT NULL`, `ticket_id ${reference} NULL`, `record_id ${reference} NULL`,
    'KEY attachments_hash (sha256)', 'KEY attachments_ticket (ticket_id)', 'KEY attachments_record (record_id)', 'KEY attachments_orphans (ticket_id, uploaded_at)',
  ]),
  // Append-only and chained: each hash covers the entry and the hash before it.
  createTable('operation_log', [
    `id ${key}`, `ticket_id ${reference} NOT NULL`, 'sequence INT NOT NULL', `at ${instant} NOT NULL`, `operation ${code(32)} NOT NULL`,
    `user_id ${reference} NULL`, 'user_name VARCHAR(60) NOT NULL', `on_behalf_of ${reference} NULL`, `role ${code(32)} NOT NULL`, `organisation_id ${reference} NULL`, 'organisation_name VARCHAR(100) NULL',
    `state_before ${code(24)} NULL`, `state_after ${code(24)} NOT NULL`, 'changes TEXT NOT NULL', `source ${code(16)} NOT NULL`,
    `previous_hash ${code(64)} NOT NULL`, `hash ${code(64)} NOT NULL`,
    'UNIQUE KEY operation_log_sequence (ticket_id, sequence)', 'KEY operation_log_at (at)', ofTicket('operation_log'),
  ]),
]
