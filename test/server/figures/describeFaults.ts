import { QueryTypes } from 'sequelize'
import { describe, expect, test } from 'vitest'
import { reportFindings } from './findings/breaches.ts'
import { drillDownFindings } from './findings/drillDown.ts'
import { dayFindings, figureFindings, reminderFindings } from './findings/home.ts'
import { requestFindings, surveyFindings } from './findings/requests.ts'
import { navigationFindings, tabFindings } from './findings/tabs.ts'
import type { Played } from './played.ts'

type Findings = (played: Played) => Promise<string[]>

interface Fault {
  /** Of the row that goes wrong. */
  table: string
  where: string
  /** What stands in it then, as SQL; null: it is gone. */
  wrong: Record<string, string> | null
  found: Findings[]
}

const FAULTS: Record<string, Fault> = {
  'a mark that is missing': { table: 'ticket_marks', where: "mark = 'late_reply'", wrong: null, found: [(played) => tabFindings(played, 'HQ/agent', ['late_reply'])] },
  'a mark too many': { table: 'ticket_marks', where: "mark = 'late_contact'", wrong: { mark: "'late_process'" }, found: [(played) => tabFindings(played, 'HQ/agent', ['late_contact'])] },
  'a ticket that its mall has lost': { table: 'tickets', where: "scope_mall_id IS NOT NULL AND state = 'closed'", wrong: { scope_mall_id: 'NULL' }, found: [
    async (played) => [...await tabFindings(played, 'M0001/mall'), ...await tabFindings(played, 'M0002/mall'), ...await tabFindings(played, 'M0003/mall')] ] },
  'a ticket in the hands of the other department': { table: 'tickets', where: "scope_department_id IS NOT NULL AND state = 'replied'", wrong: { scope_department_id: '3 - scope_department_id' },
    found: [(played) => tabFindings(played, 'DEPT-N/dept', ['replied']), (played) => tabFindings(played, 'DEPT-S/dept2', ['replied'])] },
  'a mark of reading that is missing': { table: 'ticket_reads', where: "reader = 'user:1'", wrong: null, found: [(played) => tabFindings(played, 'HQ/agent', ['unread'])] },
  'a closed ticket that says resolved': { table: 'tickets', where: "state = 'closed'", wrong: { state: "'resolved'" }, found: [(played) => tabFindings(played, 'HQ/agent', ['closed']), (played) => tabFindings(played, 'HQ/agent', ['resolved'])] },
  'a timely reply that says late': { table: 'tickets', where: "reply_timely = 1 AND first_submitted_at BETWEEN '2026-02-03' AND '2026-02-20' AND state <> 'cancelled'", wrong: { reply_timely: '0' },
    found: [(played) => drillDownFindings(played, 'HQ/agent')] },
  'a first submission a millisecond before its month': { table: 'tickets', where: "first_submitted_at = '2026-01-31 16:00:00.000' AND state <> 'cancelled'", wrong: { first_submitted_at: "'2026-01-31 15:59:59.999'" },
    found: [(played) => drillDownFindings(played, 'HQ/agent')] },
  'a breach that is withdrawn': { table: 'breaches', where: "withdrawn_at IS NULL AND mall_id IS NOT NULL AND kind = 'late_reply'", wrong: { withdrawn_at: 'happened_at' }, found: [(played) => reportFindings(played, 'HQ/agent')] },
  'a breach in another month': { table: 'breaches', where: "withdrawn_at IS NULL AND mall_id IS NOT NULL AND happened_at > '2026-02-02'", wrong: { happened_at: 'happened_at - INTERVAL 60 DAY' }, found: [(played) => reportFindings(played, 'HQ/agent')] },
  'a breach of today on another day': { table: 'breaches', where: "withdrawn_at IS NULL AND kind IN ('late_resolve', 'dissatisfied') AND happened_at >= '2026-03-03 16:00:00' AND happened_at < '2026-03-05 16:00:00'",
    wrong: { happened_at: 'happened_at - INTERVAL 40 DAY' }, found: [(played) => reminderFindings(played, 'HQ/agent')] },
  'a breach of another mall': { table: 'breaches', where: 'withdrawn_at IS NULL AND mall_id IS NOT NULL', wrong: { mall_id: '(SELECT id FROM organisations WHERE code = \'M0004\')' }, found: [(played) => reportFindings(played, 'M0004/mall')] },
  'a request of another organisation': { table: 'requests', where: "kind = 'return' AND state = 'rejected'", wrong: { requested_organisation_id: '(SELECT id FROM organisations WHERE code = \'M0004\')' }, found: [(played) => requestFindings(played, 'M0004/mall')] },
  'a survey that is due later': { table: 'survey_tasks', where: "state = 'open' AND pool = 'follow_up'", wrong: { due_at: "'2030-01-01'" }, found: [(played) => surveyFindings(played, 'HQ/surveyor')] },
}

/** A change of a count that nothing happened for. */
const MISCOUNTED: [scope: string, series: string, period: string, facet: string, Findings][] = [
  ['all', 'list', '2026-02', 'replied', (played) => navigationFindings(played, 'HQ/agent')],
  ['all', 'list', '2026-02', 'late_reply', (played) => reminderFindings(played, 'HQ/agent')],
  ['mall', 'list', '2026-01', 'closed', (played) => navigationFindings(played, 'M0001/mall')],
  ['department', 'month', '2026-02', 'contact:no', (played) => figureFindings(played, 'DEPT-S/dept')],
  ['all', 'day', '2026-02-14', 'type:service', (played) => dayFindings(played, 'HQ/agent')],
]

/** What goes wrong in the tables is found: none of the comparisons passes whatever it reads. */
export function describeFaults(played: () => Played): void {
  describe('is not deceived by', () => {
    /** A value of a row as SQL, to the millisecond. */
    const literal = (value: unknown): string =>
      played().stage.server.database.sequelize.escape((value instanceof Date ? value.toISOString().replace('T', ' ').slice(0, 23) : value) as string)
    const run = (sql: string): Promise<unknown> => played().stage.server.database.sequelize.query(sql)

    test.each(Object.entries(FAULTS))('%s', async (_name, { table, where, wrong, found }) => {
      const { sequelize } = played().stage.server.database
      const [row] = await sequelize.query<Record<string, unknown>>(`SELECT * FROM ${table} WHERE ${where} LIMIT 1`, { type: QueryTypes.SELECT })
      if (!row) throw new Error(`no row of ${table} has ${where}`)
      const columns = Object.keys(row)
      const key = columns.filter((name) => (columns.includes('id') ? name === 'id' : ['ticket_id', 'mark', 'reader'].includes(name)))
      const at = key.map((name) => `${name} = ${literal(row[name])}`).join(' AND ')
      try {
        await run(wrong ? `UPDATE ${table} SET ${Object.entries(wrong).map(([name, value]) => `${name} = ${value}`).join(', ')} WHERE ${at}` : `DELETE FROM ${table} WHERE ${at}`)
        for (const findings of found) expect(await findings(played())).not.toEqual([])
      } finally {
        const changed = Object.keys(wrong ?? {})
        const keyChanged = key.some((name) => changed.includes(name))
        const put = (names: readonly string[]): string => names.map((name) => `${name} = ${literal(row[name])}`).join(', ')
        if (keyChanged) await run(`DELETE FROM ${table} WHERE ${key.map((name) => `${name} = ${wrong?.[name] ?? literal(row[name])}`).join(' AND ')}`)
        await run(wrong && !keyChanged ? `UPDATE ${table} SET ${put(changed)} WHERE ${at}` : `INSERT INTO ${table} SET ${put(columns)}`)
      }
      for (const findings of found) expect(await findings(played())).toEqual([])
    })

    test.each(MISCOUNTED)('a count of %s, %s %s %s, that is one too high', async (scope, series, period, facet, findings) => {
      const { world } = played().stage.server
      const counted = scope === 'mall' ? `mall:${world.M0001}` : scope === 'department' ? `department:${world['DEPT-S']}` : scope
      const place = `'${counted}', '${series}', '${period}', '${facet}'`
      await run(`INSERT INTO count_changes (scope, series, period, facet, n) VALUES (${place}, 1)`)
      expect(await findings(played())).not.toEqual([])
      await run(`INSERT INTO count_changes (scope, series, period, facet, n) VALUES (${place}, -1)`)
      expect(await findings(played())).toEqual([])
    })
  })
}
