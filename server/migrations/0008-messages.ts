import { createTable, flag, instant, reference } from './columns.ts'

/** Messages in the program: the page makes the words of event and ticket; one message for the whole call center is read by each for himself. */
export const statements = [
  `ALTER TABLE messages DROP COLUMN title, ADD COLUMN desktop ${flag} NOT NULL DEFAULT 0`,
  // Each channel has its own worker: what waits for one is not read over and over by the others.
  'ALTER TABLE outbox ADD KEY outbox_channel_due (channel, state, next_attempt_at, id)',
  createTable('message_reads', [
    `user_id ${reference} NOT NULL`, `message_id ${reference} NOT NULL`, `read_at ${instant} NOT NULL`, 'PRIMARY KEY (user_id, message_id)',
  ]),
  // Shared messages up to here are read: all at once needs no row for each.
  createTable('message_marks', [`user_id ${reference} NOT NULL PRIMARY KEY`, `read_up_to ${reference} NOT NULL`]),
]
