import type { Database } from '#server/database/database.ts'
import { castJoins, castSql } from './roles.ts'
import { NUMBERED_BASE, numberedId, type Source } from './sources.ts'
import { read, readNumber, write } from './steps.ts'

const storyTable = (table: string): string => `bench_${table}`
const placeOf = (table: string): string => `(SELECT COUNT(*) FROM ${table} y WHERE y.ticket_id = x.ticket_id AND y.id < x.id) AS place`

/** The stories' rows of a table, each with the role of everybody that it names. */
async function castStories(database: Database, source: Source): Promise<void> {
  const { table, ticket, organisations = {}, users = {}, numbered } = source
  const roles = [...Object.keys(organisations).map((column) => ({ column, subject: 'organisation' })), ...Object.keys(users).map((column) => ({ column, subject: 'user' }))]
  const columns = roles.map(({ column }, index) => `r${index}.role AS ${column}_role`)
  const joins = roles.map(({ column, subject }, index) =>
    `LEFT JOIN bench_roles r${index} ON r${index}.template_id = x.${ticket} AND r${index}.subject = '${subject}' AND r${index}.subject_id = x.${column}`)
  if (numbered) columns.push(placeOf(table))
  if (table === 'records') {
    columns.push('k.place AS call_place')
    joins.push(`LEFT JOIN ${storyTable('calls')} k ON k.id = x.call_id AND k.ticket_id = x.ticket_id`)
  }
  await write(database, `CREATE TABLE ${storyTable(table)} AS SELECT ${['x.*', ...columns].join(', ')} FROM ${table} x JOIN bench_templates t ON t.template_id = x.${ticket} ${joins.join(' ')}`)
  await write(database, `ALTER TABLE ${storyTable(table)} ADD KEY (${ticket})`)
}

/** Prepares all stories; calls before the records that name them. */
export async function castAll(database: Database, sources: readonly Source[]): Promise<number> {
  for (const source of [...sources].sort((one, other) => Number(other.table === 'calls') - Number(one.table === 'calls'))) await castStories(database, source)
  return sources.length
}

/** `INSERT … SELECT` of a table for a range of tickets; the range is still to be filled in. */
async function stampSql(database: Database, source: Source, lines: number): Promise<(first: number, last: number) => string> {
  const { table, ticket, organisations = {}, users = {}, columns: given = {}, generated = [], numbered } = source
  const names = Object.fromEntries([...Object.entries(organisations).map(([id, name]) => [name, castSql(name ?? '', `${id}_role`, 'name')]), ...Object.entries(users).map(([id, name]) => [name, castSql(name ?? '', `${id}_role`, 'userName')])])
  const columns = await read<{ name: string; type: string }>(database, `SELECT COLUMN_NAME AS name, DATA_TYPE AS type FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '${table}' AND EXTRA NOT LIKE '%GENERATED%' ORDER BY ORDINAL_POSITION`)
  const taken = columns.filter(({ name }) => !generated.includes(name))
  const expression = ({ name, type }: { name: string; type: string }): string => {
    if (name === ticket) return 'p.ticket_id'
    if (numbered && name === 'id') return numberedId('p.ticket_id', 'x.place')
    if (given[name] !== undefined) return given[name]
    if (name in organisations) return castSql(name, `${name}_role`, 'id')
    if (name in users) return castSql(name, `${name}_role`, 'userId')
    if (names[name] !== undefined) return names[name]
    return type === 'datetime' ? `x.${name} + INTERVAL p.shift SECOND` : `x.${name}`
  }
  const customer = source.customer ? 'JOIN bench_customers c ON c.id = p.customer_id JOIN organisations n ON n.id = m.id' : ''
  const texts = source.texts ? 'JOIN bench_phrases f ON f.ordinal = p.phrase JOIN bench_phrases a ON a.ordinal = p.answer' : ''
  return (first, last) => `INSERT INTO ${table} (${taken.map(({ name }) => `\`${name}\``).join(', ')}) SELECT STRAIGHT_JOIN ${taken.map(expression).join(', ')}
    FROM bench_plan p JOIN ${storyTable(table)} x ON x.${ticket} = p.template_id ${castJoins(lines)} ${customer} ${texts} WHERE p.ticket_id BETWEEN ${first} AND ${last}`
}

const CHUNK = 10_000

export interface Range {
  first: number
  last: number
}

/** The tickets of the plan. */
export const planned = async (database: Database): Promise<Range> => ({
  first: await readNumber(database, 'SELECT MIN(ticket_id) FROM bench_plan'), last: await readNumber(database, 'SELECT MAX(ticket_id) FROM bench_plan'),
})

/** Does something for one part of the tickets after another. @returns the rows that it wrote */
export async function inChunks({ first, last }: Range, work: (from: number, to: number) => Promise<number>): Promise<number> {
  let rows = 0
  for (let from = first; from <= last; from += CHUNK) rows += await work(from, Math.min(from + CHUNK - 1, last))
  return rows
}

/** Writes a table of all planned tickets. */
export async function stamp(database: Database, source: Source, lines: number): Promise<number> {
  const sql = await stampSql(database, source, lines)
  return inChunks(await planned(database), (from, to) => write(database, sql(from, to)))
}

/** `ticket_phones` follow from the customer alone. */
export async function stampPhones(database: Database): Promise<number> {
  return inChunks(await planned(database), async (from, to) => await write(database,
    `INSERT INTO ticket_phones (ticket_id, digits, reversed) SELECT p.ticket_id, c.phone, REVERSE(c.phone) FROM bench_plan p JOIN bench_customers c ON c.id = p.customer_id WHERE p.ticket_id BETWEEN ${from} AND ${to}
     UNION ALL SELECT p.ticket_id, c.phone2, REVERSE(c.phone2) FROM bench_plan p JOIN bench_customers c ON c.id = p.customer_id WHERE p.ticket_id BETWEEN ${from} AND ${to} AND c.phone2 <> c.phone`))
}

/** Messages in the program of the last days, for whoever an event of the story told. */
export async function stampMessages(database: Database, lines: number, days: number): Promise<number> {
  await write(database, `CREATE TABLE bench_notices AS SELECT DISTINCT e.ticket_id, e.place, e.kind, e.at, o.audience, r.role FROM bench_events e JOIN outbox o ON o.event_id = e.id AND o.channel = 'in_app'
    LEFT JOIN bench_roles r ON r.template_id = e.ticket_id AND r.subject = IF(o.audience LIKE 'user:%', 'user', 'organisation') AND r.subject_id = CAST(SUBSTRING_INDEX(o.audience, ':', -1) AS UNSIGNED)`)
  await write(database, 'ALTER TABLE bench_notices ADD KEY (ticket_id)')
  const since = `(SELECT MAX(created_at) FROM bench_plan) - INTERVAL ${days} DAY`
  const first = await readNumber(database, `SELECT MIN(ticket_id) FROM bench_plan WHERE created_at > ${since}`)
  const approver = await readNumber(database, "SELECT MIN(id) FROM users WHERE account = 'approver'")
  return inChunks({ ...(await planned(database)), first }, async (from, to) => await write(database,
    `INSERT INTO messages (event_id, recipient, event, ticket_id, ticket_no, at, read_at, desktop)
     SELECT DISTINCT STRAIGHT_JOIN ${numberedId('p.ticket_id', 'x.place')},
       IF(x.audience = 'call_center', x.audience, CONCAT('user:', IF(x.audience = 'approvers', ${approver}, CASE x.role WHEN 'mall' THEN m.user_id WHEN 'other_mall' THEN o.user_id WHEN 'department' THEN m.department_user_id
         WHEN 'other_department' THEN o.department_user_id WHEN 'line' THEN l.user_id WHEN 'other_line' THEN j.user_id WHEN 'agent' THEN g.id ELSE SUBSTRING_INDEX(x.audience, ':', -1) END))),
       x.kind, p.ticket_id, p.no, x.at + INTERVAL p.shift SECOND, x.at + INTERVAL p.shift + 3600 SECOND, 0
     FROM bench_plan p JOIN bench_notices x ON x.ticket_id = p.template_id ${castJoins(lines)} WHERE p.ticket_id BETWEEN ${from} AND ${to}`))
}

/** New events get positions behind those of the seed. */
export async function setStreamHead(database: Database): Promise<number> {
  await write(database, `UPDATE events SET position = id WHERE position IS NULL AND id < ${NUMBERED_BASE}`)
  return write(database, 'UPDATE stream_head SET position = (SELECT MAX(position) FROM events)')
}
