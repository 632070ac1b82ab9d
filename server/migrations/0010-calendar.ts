import { code, createTable, instant, reference } from './columns.ts'

/** The public-holiday data that all servers use, and how far the open deadlines have been recomputed by a changed calendar. */
export const statements = [
  // One row, the newest data that any server has brought; locked by whoever changes the calendar.
  createTable('holiday_data', ['id TINYINT NOT NULL PRIMARY KEY', `version ${code(40)} NOT NULL`, 'data MEDIUMTEXT NULL', `taken_at ${instant} NULL`]),
  "INSERT INTO holiday_data (id, version) VALUES (1, '')",
  // One row, locked by the server that recomputes. Without a fingerprint the first look walks over all.
  createTable('calendar_recomputation', [
    'id TINYINT NOT NULL PRIMARY KEY', `fingerprint ${code(64)} NOT NULL`, `phase ${code(16)} NOT NULL`, `last_ticket_id ${reference} NOT NULL`,
    'looked INT NOT NULL', 'changed INT NOT NULL', `started_at ${instant} NULL`,
  ]),
  "INSERT INTO calendar_recomputation (id, fingerprint, phase, last_ticket_id, looked, changed) VALUES (1, '', 'done', 0, 0, 0)",
]
