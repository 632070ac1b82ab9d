import type { Database } from '#server/database/database.ts'
import { castJoins, castSql } from './roles.ts'
import { inChunks, planned } from './stamp.ts'
import { readNumber, write } from './steps.ts'

const ISO = (column: string): string => `CONCAT(DATE_FORMAT(${column}, '%Y-%m-%dT%H:%i:%s.'), LPAD(MICROSECOND(${column}) DIV 1000, 3, '0'), 'Z')`
const json = (column: string): string => `IF(${column} IS NULL, 'null', CONCAT('"', ${column}, '"'))`

/**
 * The log of all planned tickets, chained as the program chains it (`hashEntry` of `server/tickets/operationLog.ts`, in SQL):
 * `npm run verify-log` finds nothing. What an entry says was changed is what its story says.
 */
export async function stampLog(database: Database, lines: number): Promise<number> {
  await write(database, `CREATE TABLE bench_operation_log AS SELECT x.*, r.role AS organisation_id_role, u.role AS user_id_role FROM operation_log x JOIN bench_templates t ON t.template_id = x.ticket_id
    LEFT JOIN bench_roles r ON r.template_id = x.ticket_id AND r.subject = 'organisation' AND r.subject_id = x.organisation_id LEFT JOIN bench_roles u ON u.template_id = x.ticket_id AND u.subject = 'user' AND u.subject_id = x.user_id`)
  await write(database, 'ALTER TABLE bench_operation_log ADD KEY (ticket_id, sequence)')
  const longest = await readNumber(database, 'SELECT MAX(sequence) FROM bench_operation_log')
  const entry = (from: number, to: number, sequence: number): string => `
    SELECT STRAIGHT_JOIN p.ticket_id, x.sequence, x.at + INTERVAL p.shift SECOND AS at, x.operation, ${castSql('user_id', 'user_id_role', 'userId')} AS user_id, ${castSql('user_name', 'user_id_role', 'userName')} AS user_name,
      x.role, ${castSql('organisation_id', 'organisation_id_role', 'id')} AS organisation_id, ${castSql('organisation_name', 'organisation_id_role', 'name')} AS organisation_name, x.state_before, x.state_after, x.changes, x.source,
      ${sequence === 1 ? "''" : 'b.hash'} AS previous_hash
    FROM bench_plan p JOIN bench_operation_log x ON x.ticket_id = p.template_id AND x.sequence = ${sequence} ${sequence === 1 ? '' : `JOIN operation_log b ON b.ticket_id = p.ticket_id AND b.sequence = ${sequence - 1}`} ${castJoins(lines)}
    WHERE p.ticket_id BETWEEN ${from} AND ${to}`
  const hash = `SHA2(CONCAT('["', e.previous_hash, '",', e.ticket_id, ',', e.sequence, ',"', ${ISO('e.at')}, '","', e.operation, '",', IFNULL(e.user_id, 'null'), ',"', e.user_name, '",null,"', e.role, '",',
    IFNULL(e.organisation_id, 'null'), ',', ${json('e.organisation_name')}, ',', ${json('e.state_before')}, ',"', e.state_after, '",', e.changes, ',"', e.source, '"]'), 256)`
  return inChunks(await planned(database), async (from, to) => {
    let rows = 0
    for (let sequence = 1; sequence <= longest; sequence++)
      rows += await write(database, `INSERT INTO operation_log (ticket_id, sequence, at, operation, user_id, user_name, role, organisation_id, organisation_name, state_before, state_after, changes, source, previous_hash, hash)
        SELECT e.ticket_id, e.sequence, e.at, e.operation, e.user_id, e.user_name, e.role, e.organisation_id, e.organisation_name, e.state_before, e.state_after, e.changes, e.source, e.previous_hash, ${hash} FROM (${entry(from, to, sequence)}) e`)
    return rows
  })
}

/** Each ticket's row keeps the end of its log; both must be there. */
export const linkLog = async (database: Database): Promise<number> =>
  inChunks(await planned(database), (from, to) => write(database, `UPDATE tickets t JOIN operation_log l ON l.ticket_id = t.id AND l.sequence = t.log_sequence SET t.log_hash = l.hash WHERE t.id BETWEEN ${from} AND ${to}`))
