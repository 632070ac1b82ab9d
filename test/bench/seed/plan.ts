import type { Database } from '#server/database/database.ts'
import { PHRASES } from './phrases.ts'
import { read, readNumber, write } from './steps.ts'

export interface PlanSizes {
  tickets: number
  /** Of them under way at the present moment. */
  open: number
  /** Days of the past over which the finished ones are spread. */
  days: number
  agents: number
  lines: number
  malls: number
}

/**
 * Which story every new ticket is, when, whose and where: one row each, in the order of creation, so that ids and numbers
 * come in it too. Finished stories lie at any time of the past; those under way lie at most an hour and a half earlier than
 * their template, so that their deadlines lie ahead.
 */
export async function makePlan(database: Database, sizes: PlanSizes): Promise<number> {
  const counts = await read<{ finished: number; n: number }>(database, 'SELECT finished, COUNT(*) AS n FROM bench_templates GROUP BY finished')
  const finished = Number(counts.find((row) => Number(row.finished) === 1)?.n ?? 0)
  const open = Number(counts.find((row) => Number(row.finished) === 0)?.n ?? 0)
  if (finished === 0 || open === 0) throw new Error('the demonstration has too few stories')
  const customerFirst = await readNumber(database, 'SELECT MIN(id) FROM bench_customers')
  const customers = await readNumber(database, 'SELECT COUNT(*) FROM bench_customers')
  const last = await readNumber(database, 'SELECT MAX(id) FROM tickets')
  await write(database, `
    CREATE TABLE bench_draws (s INT PRIMARY KEY, template_id BIGINT UNSIGNED, shift BIGINT, created_at DATETIME(3)) AS
    SELECT d.s, x.template_id, d.shift, x.created_at + INTERVAL d.shift SECOND AS created_at FROM (
      SELECT s.seq AS s, s.seq > ${sizes.open} AS finished,
        IF(s.seq > ${sizes.open}, FLOOR(RAND(31) * ${finished}), MOD(s.seq, ${open})) AS ordinal,
        IF(s.seq > ${sizes.open}, -86400 * FLOOR(POW(RAND(32), 1.1) * ${sizes.days}) - 3600 - FLOOR(RAND(33) * 3600), -FLOOR(RAND(34) * 5400)) AS shift
      FROM seq_1_to_${sizes.tickets} s) d
    JOIN bench_templates x ON x.finished = d.finished AND x.ordinal = d.ordinal`)
  await write(database, `
    CREATE TABLE bench_plan (ticket_id BIGINT UNSIGNED PRIMARY KEY, template_id BIGINT UNSIGNED NOT NULL, shift BIGINT NOT NULL, created_at DATETIME(3) NOT NULL, no VARCHAR(16) CHARACTER SET ascii NOT NULL,
      customer_id BIGINT UNSIGNED NOT NULL, mall INT NOT NULL, other_mall INT NOT NULL, agent INT NOT NULL, line INT NOT NULL, phrase INT NOT NULL, answer INT NOT NULL, KEY (template_id)) AS
    SELECT ${last} + n.position AS ticket_id, n.template_id, n.shift, n.created_at,
      CONCAT(n.month, LPAD(n.count + COALESCE(k.last, 0), 6, '0')) AS no, c.id AS customer_id, c.mall AS mall,
      MOD(c.mall + 1 + FLOOR(RAND(36) * ${sizes.malls - 1}), ${sizes.malls}) AS other_mall, FLOOR(RAND(37) * ${sizes.agents}) AS agent, FLOOR(RAND(38) * ${sizes.lines}) AS line,
      FLOOR(POW(RAND(39), 4) * ${PHRASES}) AS phrase, FLOOR(POW(RAND(40), 4) * ${PHRASES}) AS answer
    FROM (SELECT d.*, DATE_FORMAT(d.created_at + INTERVAL 8 HOUR, '%y%m') AS month, FLOOR(POW(RAND(35), 1.2) * ${customers}) AS customer, ROW_NUMBER() OVER (ORDER BY d.created_at, d.s) AS position,
        ROW_NUMBER() OVER (PARTITION BY DATE_FORMAT(d.created_at + INTERVAL 8 HOUR, '%y%m') ORDER BY d.created_at, d.s) AS count FROM bench_draws d) n
    JOIN bench_customers c ON c.id = ${customerFirst} + n.customer
    LEFT JOIN (SELECT LEFT(no, 4) AS month, MAX(CAST(SUBSTRING(no, 5) AS UNSIGNED)) AS last FROM tickets GROUP BY LEFT(no, 4)) k ON k.month = n.month`)
  await write(database, 'DROP TABLE bench_draws')
  // Servers take numbers behind these.
  await write(database, `INSERT IGNORE INTO ticket_number_blocks (month, block, taken_by, taken_at)
    SELECT m.month, b.seq, 'seed', m.at FROM (SELECT LEFT(no, 4) AS month, CEIL(MAX(CAST(SUBSTRING(no, 5) AS UNSIGNED)) / 100) AS blocks, MAX(created_at) AS at FROM bench_plan GROUP BY LEFT(no, 4)) m
    JOIN seq_1_to_10000 b ON b.seq <= m.blocks`)
  return readNumber(database, 'SELECT COUNT(*) FROM bench_plan')
}
