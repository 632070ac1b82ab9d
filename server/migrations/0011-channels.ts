import { code, createTable, instant, key, reference } from './columns.ts'

/** Messages outside the program: one row for each person, whose id stays the same over all tries. */
export const statements = [
  createTable('dispatches', [
    `id ${key}`, `message_id ${code(36)} NOT NULL`, `event_id ${reference} NOT NULL`, `channel ${code(24)} NOT NULL`, `user_id ${reference} NOT NULL`,
    `state ${code(16)} NOT NULL DEFAULT 'waiting'`, 'attempts INT NOT NULL DEFAULT 0', `next_attempt_at ${instant} NOT NULL`, `created_at ${instant} NOT NULL`,
    `done_at ${instant} NULL`, `died_at ${instant} NULL`, `failed_at ${instant} NULL`, 'last_error VARCHAR(200) NULL',
    'UNIQUE KEY dispatches_message (message_id)', 'UNIQUE KEY dispatches_once (event_id, channel, user_id)',
    'KEY dispatches_due (channel, state, next_attempt_at, id)', 'KEY dispatches_done (channel, done_at)', 'KEY dispatches_failed (channel, failed_at)',
    'KEY dispatches_dead (state, died_at, id)',
  ]),
  // A secret is sealed, which makes it longer.
  `ALTER TABLE channels MODIFY secret TEXT NULL, ADD COLUMN changed_by ${reference} NULL`,
  `ALTER TABLE templates ADD COLUMN changed_by ${reference} NULL`,
]
