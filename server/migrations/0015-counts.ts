import { code, createTable, flag, key } from './columns.ts'

/** Where something counts: whose sight, which kind of count, which period, and what. */
const counted = [`scope ${code(32)} NOT NULL`, `series ${code(8)} NOT NULL`, `period ${code(10)} NOT NULL`, `facet ${code(32)} NOT NULL`]

/**
 * Kept counts: what tabs, reminders and figures say without counting tickets. A transaction appends what it changes and
 * touches no row that another one writes; a job adds it up.
 */
export const statements = [
  createTable('ticket_counts', [...counted, 'n INT NOT NULL', 'PRIMARY KEY (scope, series, period, facet)', 'KEY ticket_counts_period (series, period)']),
  createTable('count_changes', [`id ${key}`, ...counted, 'n INT NOT NULL', 'KEY count_changes_scope (scope, series, period)']),
  createTable('count_state', [
    'id TINYINT NOT NULL PRIMARY KEY', `recount_needed ${flag} NOT NULL`, 'time_zone VARCHAR(64) NULL', 'corrections BIGINT UNSIGNED NOT NULL DEFAULT 0',
  ]),
  // Tickets from before are counted at the next start of a server.
  'INSERT INTO count_state (id, recount_needed) SELECT 1, EXISTS (SELECT 1 FROM tickets)',

  // In whose sight a reader saw it stands with his mark. A mark of something that has happened since says nothing any more.
  `ALTER TABLE ticket_reads ADD COLUMN scope ${code(32)} NULL`,
  'DELETE r FROM ticket_reads r JOIN tickets t ON t.id = r.ticket_id WHERE r.read_at < t.last_event_at',
  "UPDATE ticket_reads SET scope = reader WHERE reader LIKE 'mall:%'",
  `UPDATE ticket_reads r JOIN users u ON u.id = CAST(SUBSTRING(r.reader, 6) AS UNSIGNED) JOIN organisations o ON o.id = u.organisation_id
   SET r.scope = CASE o.kind WHEN 'hq' THEN 'all' WHEN 'department' THEN CONCAT('department:', o.id) WHEN 'line' THEN CONCAT('assistant:', o.id) END
   WHERE r.reader LIKE 'user:%'`,

  // Of an assignment that ended in a return nothing is shown, and nothing is found any more.
  'UPDATE tickets SET marketing_line = NULL, market_level = NULL WHERE returned = 1 AND submitted_at IS NULL',

  // How many open replies of a department are overdue; those of a mall are few.
  'ALTER TABLE tickets ADD KEY tickets_department_reply (scope_department_id, live, reply_open, reply_due_at)',
]
