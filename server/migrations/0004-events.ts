import { code, createTable, flag, instant, key, reference } from './columns.ts'

/** What happens by itself and who hears of it: timers, events, outbox, messages, surveys, breaches; and idempotency. */
export const statements = [
  createTable('timers', [
    `id ${key}`, `ticket_id ${reference} NOT NULL`, `kind ${code(32)} NOT NULL`, `subject ${code(48)} NOT NULL`, `due_at ${instant} NOT NULL`,
    'UNIQUE KEY timers_once (ticket_id, kind, subject)', 'KEY timers_due (due_at, id)',
    'CONSTRAINT timers_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id)',
  ]),
  // `once` makes an event unique on its ticket, whoever sees it first: an operation or the sweep of any server.
  createTable('events', [
    `id ${key}`, `ticket_id ${reference} NOT NULL`, `kind ${code(32)} NOT NULL`, `once_key ${code(100)} NULL`, `at ${instant} NOT NULL`,
    `user_id ${reference} NULL`, `late ${flag} NOT NULL DEFAULT 0`, 'data TEXT NULL',
    'UNIQUE KEY events_once (once_key)', 'KEY events_ticket (ticket_id, id)', 'KEY events_at (at)',
    'CONSTRAINT events_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id)',
  ]),
  createTable('outbox', [
    `id ${key}`, `message_id ${code(36)} NOT NULL`, `event_id ${reference} NOT NULL`, `channel ${code(24)} NOT NULL`, `audience ${code(64)} NOT NULL`,
    `state ${code(16)} NOT NULL DEFAULT 'waiting'`, 'attempts INT NOT NULL DEFAULT 0', `next_attempt_at ${instant} NOT NULL`,
    `claimed_until ${instant} NULL`, `created_at ${instant} NOT NULL`, `done_at ${instant} NULL`, 'last_error VARCHAR(500) NULL',
    'UNIQUE KEY outbox_message (message_id)', 'UNIQUE KEY outbox_once (event_id, channel, audience)', 'KEY outbox_due (state, next_attempt_at, id)',
  ]),
  createTable('messages', [
    `id ${key}`, `event_id ${reference} NOT NULL`, `recipient ${code(32)} NOT NULL`, `event ${code(32)} NOT NULL`, `ticket_id ${reference} NULL`, `ticket_no ${code(16)} NULL`,
    'title VARCHAR(200) NOT NULL', `at ${instant} NOT NULL`, `read_at ${instant} NULL`,
    'UNIQUE KEY messages_once (event_id, recipient)', 'KEY messages_recipient (recipient, id)', 'KEY messages_unread (recipient, read_at, id)',
  ]),
  createTable('channels', [
    `channel ${code(24)} NOT NULL PRIMARY KEY`, 'url VARCHAR(1000) NULL', 'secret VARCHAR(255) NULL', `enabled ${flag} NOT NULL DEFAULT 0`, 'options TEXT NULL', `changed_at ${instant} NOT NULL`,
  ]),
  createTable('templates', [
    `event ${code(32)} NOT NULL`, `channel ${code(24)} NOT NULL`, 'text TEXT NOT NULL', `changed_at ${instant} NOT NULL`, 'PRIMARY KEY (event, channel)',
  ]),
  createTable('survey_tasks', [
    `id ${key}`, `ticket_id ${reference} NOT NULL`, `customer_id ${reference} NOT NULL`, 'assignment_number INT NOT NULL', `kind ${code(32)} NOT NULL`, `pool ${code(24)} NOT NULL`,
    `subject ${code(48)} NOT NULL`, `due_at ${instant} NOT NULL`, `state ${code(16)} NOT NULL`, 'tries INT NOT NULL DEFAULT 0',
    `outcome ${code(16)} NULL`, 'result TEXT NULL', `answered_by ${reference} NULL`, `answered_at ${instant} NULL`, 'version INT NOT NULL DEFAULT 1',
    'UNIQUE KEY survey_tasks_once (ticket_id, kind, subject)', 'KEY survey_tasks_pool (pool, state, due_at, id)', 'KEY survey_tasks_customer (customer_id, state)',
    'CONSTRAINT survey_tasks_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id)',
  ]),
  createTable('breaches', [
    `id ${key}`, `ticket_id ${reference} NOT NULL`, 'assignment_number INT NOT NULL', `kind ${code(32)} NOT NULL`, `subject ${code(48)} NOT NULL`, `mall_id ${reference} NULL`, `department_id ${reference} NULL`,
    `happened_at ${instant} NOT NULL`, `withdrawn_at ${instant} NULL`,
    'UNIQUE KEY breaches_once (ticket_id, kind, subject)', 'KEY breaches_mall (mall_id, happened_at)', 'KEY breaches_at (happened_at)',
    'CONSTRAINT breaches_ticket FOREIGN KEY (ticket_id) REFERENCES tickets (id)',
  ]),
  // Kept for good: the same key and body give the same answer at any time later and on any server.
  createTable('idempotency_keys', [
    `user_id ${reference} NOT NULL`, `request_key ${code(36)} NOT NULL`, `request_hash ${code(64)} NOT NULL`, 'status SMALLINT NOT NULL',
    'response MEDIUMTEXT NOT NULL', `created_at ${instant} NOT NULL`, 'PRIMARY KEY (user_id, request_key)',
  ]),
]
