import { code, createTable, instant, reference } from './columns.ts'

/** The stream: the order in which events are told, and who has which ticket's page open. */
export const statements = [
  // Given after the commit, in the order of commits; null until then. Ids say nothing of that order.
  'ALTER TABLE events ADD COLUMN position BIGINT UNSIGNED NULL, ADD UNIQUE KEY events_position (position)',
  // One row; whoever gives positions holds it. Commands never touch it.
  createTable('stream_head', ['id TINYINT UNSIGNED NOT NULL PRIMARY KEY', `position ${reference} NOT NULL`]),
  // Nobody has heard of what is there already: any order will do, and none of it is left to be given one by one.
  'UPDATE events SET position = id',
  'INSERT INTO stream_head (id, position) SELECT 1, COALESCE(MAX(position), 0) FROM events',
  // Without a foreign key on the ticket: a page that is open must not wait for an operation on its row, nor hold one up.
  createTable('presence', [
    `connection_id ${code(36)} NOT NULL`, `ticket_id ${reference} NOT NULL`, `user_id ${reference} NOT NULL`, `typing ${code(32)} NULL`,
    `since ${instant} NOT NULL`, `seen_at ${instant} NOT NULL`, 'PRIMARY KEY (connection_id, ticket_id)',
    'KEY presence_ticket (ticket_id, seen_at)', 'KEY presence_seen (seen_at)',
  ]),
]
