import type { Condition } from '#shared/contract/query.ts'
import { REMINDER_IDS } from '#shared/contract/home.ts'
import type { Played } from '../played.ts'
import { local } from '../month/times.ts'
import { numbersOf, walk } from '../pages.ts'
import { cameOn, daysOf, figuresOf, remindedOf, REMINDERS } from '../slow/months.ts'
import { dayAt, monthAt } from '../slow/wall.ts'
import { differences, totalDifferences } from './differences.ts'

/** Moments at which somebody looks at his home page: on both sides of the borders of a month and a year, too. */
const LOOKED_AT = [
  '2026-03-06T18:00:00.000', '2026-03-05T11:00:00.000', '2026-03-04T08:00:00.000', '2026-03-02T21:00:00.000', '2026-02-27T20:00:00.000', '2026-02-10T12:00:00.000', '2026-01-31T23:59:59.999', '2026-02-01T00:00:00.000', '2025-12-31T23:59:59.999', '2026-01-01T00:00:00.000',
].map(local)

/** The reminders of this year and this month, from several moments. */
export async function reminderFindings({ stage, truth }: Played, account: 'HQ/agent'): Promise<string[]> {
  const findings: string[] = []
  const came = new Set<string>()
  for (const at of LOOKED_AT) {
    const client = await stage.as(account, at)
    for (const range of ['year', 'month'] as const) {
      const { counts, today } = await client.getReminders({ query: { range } })
      const period = monthAt(at).slice(0, range === 'year' ? 4 : 7)
      for (const reminder of REMINDER_IDS) {
        if (today[reminder] > 0) came.add(reminder)
        findings.push(
          ...differences(`${account} ${reminder} of ${period}`, counts[reminder], remindedOf(truth, account, reminder, period).length),
          ...differences(`${account} ${reminder} of ${period} since ${dayAt(at)}`, today[reminder], cameOn(truth, account, reminder, period, at).length),
        )
      }
    }
  }
  // Whoever sees everything must have seen something come of each kind, or nothing was shown.
  if (account.startsWith('HQ/')) findings.push(...differences('reminders that something came of', [...came].sort(), [...REMINDER_IDS].sort()))
  return findings
}

/** Each reminder opens its tab with tickets of the range alone, as many as it says. */
export async function openedReminderFindings({ stage, truth }: Played, account: 'HQ/agent'): Promise<string[]> {
  const findings: string[] = []
  for (const [at, range] of [[LOOKED_AT[0]!, 'year'], [local('2026-02-10T12:00:00.000'), 'month']] as const) {
    const client = await stage.as(account, at)
    const { from, to } = await client.getReminders({ query: { range } })
    const period = monthAt(at).slice(0, range === 'year' ? 4 : 7)
    for (const reminder of REMINDER_IDS) {
      const { tab, states } = REMINDERS[reminder]!
      const conditions: Condition[] = [
        { field: 'createdAt', op: 'between', value: [from, new Date(Date.parse(to) - 1).toISOString()] }, ...(states ? [{ field: 'state', op: 'in', value: states } as const] : []),
      ]
      const { items, totals } = await walk(client, { tab: tab as 'all', conditions, limit: 60 })
      const expected = remindedOf(truth, account, reminder, period)
      findings.push(...differences(`${account} opens ${reminder} of ${period}`, numbersOf(items), numbersOf(expected)), ...totalDifferences(`${account} opens ${reminder} of ${period}`, totals, expected.length))
    }
  }
  return findings
}

const MONTHS = ['2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04']

/** The figures of every month, with the month before, numerators and denominators. */
export async function figureFindings({ stage: { server }, truth }: Played, account: string): Promise<string[]> {
  const client = await server.as(account)
  const findings: string[] = []
  for (const [index, month] of MONTHS.entries()) {
    const { figures, previous } = await client.getFigures({ query: { month } })
    for (const [found, of] of [[figures, month], [previous, MONTHS[index - 1] ?? '2025-10']] as const) {
      findings.push(...differences(`${account} month`, found.month, of))
      const expected = figuresOf(truth, account, of)
      for (const [name, value] of Object.entries(expected)) {
        const actual = found[name as keyof typeof expected]
        const picked = typeof value === 'object' ? Object.fromEntries(Object.keys(value).map((key) => [key, (actual as Record<string, unknown>)[key]])) : actual
        findings.push(...differences(`${account} ${name} of ${of}`, picked, value))
      }
    }
  }
  return findings
}

/** The days of the chart. */
export async function dayFindings({ stage: { server }, truth }: Played, account: string): Promise<string[]> {
  const client = await server.as(account)
  const findings: string[] = []
  for (const month of ['2026-01', '2026-02', '2026-03']) {
    const { days } = await client.getFigures({ query: { month } })
    const expected = daysOf(truth, account, month)
    findings.push(...differences(`${account} days of ${month}`, days.map(({ day }) => day), expected.map(({ day }) => day)))
    for (const [index, { day, working, byType }] of expected.entries()) {
      const found = days[index]
      findings.push(...differences(`${account} ${day}`, found && [found.working, ...Object.keys(byType).map((type) => found.byType[type as 'service'])], [working, ...Object.values(byType)]))
    }
  }
  return findings
}
