import { code, createTable, flag, instant, reference } from './columns.ts'

/** Breaches that count against nobody are withdrawn, the report reads an index alone, and exports say how far they are. */
export const statements = [
  // A cancelled ticket is never in a mall's figures; of several scores the newest counts.
  `UPDATE breaches b JOIN tickets t ON t.id = b.ticket_id SET b.withdrawn_at = t.updated_at
   WHERE b.withdrawn_at IS NULL AND (t.state = 'cancelled'
     OR (b.kind = 'dissatisfied' AND (t.satisfaction_score IS NULL OR t.satisfaction_score NOT IN ('dissatisfied', 'very_dissatisfied'))))`,
  // Once for each assignment, as all others that hang on no round: the one after an approved return begins anew.
  "UPDATE breaches SET subject = CONCAT('assignment:', assignment_number) WHERE kind = 'second_complaint' AND subject = 'ticket'",
  // All malls, or those of a department: a range of the month, nothing but the index. The list of one kind: in its order.
  `ALTER TABLE breaches ADD KEY breaches_report (happened_at, mall_id, kind, withdrawn_at, department_id),
     ADD KEY breaches_kind (kind, happened_at)`,
  // `running_key` is the user while his export runs, so that he has one at a time on all servers.
  createTable('exports', [
    `id ${code(36)} NOT NULL PRIMARY KEY`, `user_id ${reference} NOT NULL`, `kind ${code(16)} NOT NULL`, `state ${code(16)} NOT NULL`, `running_key ${reference} NULL`,
    'rows_written INT UNSIGNED NOT NULL DEFAULT 0', 'total INT UNSIGNED NULL', `cut ${flag} NOT NULL DEFAULT 0`, `cancel_wanted ${flag} NOT NULL DEFAULT 0`,
    `started_at ${instant} NOT NULL`, `updated_at ${instant} NOT NULL`, `ended_at ${instant} NULL`, `request_id ${code(64)} NOT NULL`,
    'UNIQUE KEY exports_running (running_key)', 'KEY exports_started (started_at)',
  ]),
]
