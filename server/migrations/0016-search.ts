import { createTable, instant, key, reference } from './columns.ts'

/**
 * Full text (`shared/domain/search`): what is indexed of each ticket, and by which terms it is found
 * (`server/search/postings.ts`), by blocks of tickets. There is no index by ticket: which terms a ticket has is known from what was indexed of it.
 */
export const statements = [
  createTable('ticket_terms', ['term INT UNSIGNED NOT NULL', 'block INT UNSIGNED NOT NULL', 'places VARBINARY(4096) NOT NULL', 'PRIMARY KEY (term, block)']),
  // Normalised; compared unit by unit. The parties are the customer's name in the first line, contract and order in the second.
  createTable('ticket_texts', [
    `ticket_id ${reference} NOT NULL PRIMARY KEY`, 'parties VARCHAR(1000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL',
    'body MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL', `last_record_id ${reference} NOT NULL`,
  ]),
  // Written in the transaction of an operation, gone with the transaction that indexes.
  createTable('search_queue', [`id ${key}`, `ticket_id ${reference} NOT NULL`, `due_at ${instant} NOT NULL`, 'KEY search_queue_due (due_at, id)']),
  // How far the walk over all tickets has come, from the newest down; one row.
  createTable('search_walk', ['id TINYINT UNSIGNED NOT NULL PRIMARY KEY', `below_ticket_id ${reference} NULL`, `complete_at ${instant} NULL`, `next_at ${instant} NULL`]),
  // The end of a ticket's number, as people say it on the phone.
  "ALTER TABLE tickets ADD COLUMN no_reversed VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (REVERSE(no)) VIRTUAL, ADD KEY tickets_no_reversed (no_reversed)",
]
