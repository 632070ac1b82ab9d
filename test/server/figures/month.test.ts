import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foldAll, foldChanges } from '#server/counts/fold.ts'
import { BREACH_KINDS } from '#shared/domain/breaches.ts'
import { describeColumns } from './describeColumns.ts'
import { describeFaults } from './describeFaults.ts'
import { breachListFindings, PENALTIES, reportFindings } from './findings/breaches.ts'
import { drillDownFindings } from './findings/drillDown.ts'
import { conditionFindings } from './findings/conditions.ts'
import { dayFindings, figureFindings, openedReminderFindings, reminderFindings } from './findings/home.ts'
import { requestFindings, surveyFindings } from './findings/requests.ts'
import { sortingFindings } from './findings/sorting.ts'
import { navigationFindings, tabFindings } from './findings/tabs.ts'
import { ACCOUNTS } from './month/cast.ts'
import { playMonth } from './month/play.ts'
import type { Stage } from './month/stage.ts'
import { PRESENT } from './month/times.ts'
import type { Played } from './played.ts'
import { kindOf } from './slow/sight.ts'
import { readRows } from './slow/rows.ts'
import { tellTruth, type Truth } from './slow/truth.ts'

/** One of those who see the same tickets. */
const SIGHTS = ['HQ/agent', 'DEPT-S/dept', 'DEPT-N/dept', 'M0001/mall2', 'M0002/mall', 'M0003/mall', 'M0004/mall', 'LINE-1/line', 'LINE-2/line'] as const
const SEED = Number(process.env['GONGDAN_TEST_SEED'] ?? 20_260_201)

describe(`a month of tickets (GONGDAN_TEST_SEED=${SEED})`, () => {
  let stage: Stage
  let truth: Truth
  beforeAll(async () => {
    stage = await playMonth(SEED)
    truth = tellTruth(await readRows(stage.server.database), stage.openings, PRESENT)
  }, 240_000)
  afterAll(() => stage?.server.stop())
  const played = (): Played => ({ stage, truth })

  describeColumns(played)

  describe.each(ACCOUNTS)('%s', (account) => {
    test('has each tab in its order, page by page, with its total', async () => {
      expect(await tabFindings(played(), account)).toEqual([])
    })
    test('is told the counts of the navigation', async () => {
      expect(await navigationFindings(played(), account)).toEqual([])
    })
    test('is reminded of what this year and this month hold', async () => {
      expect(await reminderFindings(played(), account as 'HQ/agent')).toEqual([])
      expect(await openedReminderFindings(played(), account as 'HQ/agent')).toEqual([])
    })
    test('reads the figures of every month and day', async () => {
      expect(await figureFindings(played(), account)).toEqual([])
      expect(await dayFindings(played(), account)).toEqual([])
    })
  })

  test.each(['HQ/agent', 'DEPT-S/dept', 'M0001/mall', 'LINE-1/line'] as const)('%s has each tab sorted by any column', async (account) => {
    expect(await sortingFindings(played(), account, account.length)).toEqual([])
  })

  test.each(['HQ/agent', 'DEPT-N/dept', 'M0002/mall', 'LINE-1/line'] as const)('%s finds by conditions what fits them', async (account) => {
    expect(await conditionFindings(played(), account, 40)).toEqual([])
  })

  test.each(SIGHTS)('%s opens from every figure exactly its tickets', async (account) => {
    expect(await drillDownFindings(played(), account)).toEqual([])
  })

  test.each(ACCOUNTS.filter((account) => kindOf(account) !== 'assistant'))('%s has the requests, pending ones first', async (account) => {
    expect(await requestFindings(played(), account)).toEqual([])
  })
  test.each(ACCOUNTS.filter((account) => kindOf(account) === 'call center'))('%s has the survey tasks, due first', async (account) => {
    expect(await surveyFindings(played(), account)).toEqual([])
  })

  test('counts the same while the changes of counts are added up, in part and whole', async () => {
    const { database } = stage.server
    const seen = async (): Promise<string[]> => (await Promise.all((['HQ/agent', 'DEPT-S/dept', 'M0002/mall', 'LINE-1/line'] as const).map(async (account) =>
      [...await navigationFindings(played(), account), ...await figureFindings(played(), account), ...await reminderFindings(played(), account as 'HQ/agent')]))).flat()
    for (const batch of [1, 137, 2_000]) {
      expect(await foldChanges(database, { batch })).toEqual({ folded: batch, more: true })
      expect(await seen()).toEqual([])
    }
    await foldAll(database)
    expect(await database.tables.countChanges.model.count()).toBe(0)
    expect(await seen()).toEqual([])
  })

  describe('the breach report', () => {
    const readers = ['HQ/approver', 'HQ/admin', 'DEPT-S/dept', 'DEPT-N/dept', 'M0001/mall2', 'M0003/mall', 'M0004/mall'] as const
    test('says zero for what has no penalty yet', async () => {
      const { rows, penalties } = await (await stage.server.as('HQ/agent')).getBreachReport({ query: { month: '2026-02' } })
      expect([...new Set([...rows.map(({ amount }) => amount), ...Object.values(penalties)])]).toEqual([0])
    })
    test.each(readers)('of every month is right for %s', async (account) => {
      const penalties = Object.fromEntries(BREACH_KINDS.map((kind) => [kind, PENALTIES[kind] ?? 0])) as Record<(typeof BREACH_KINDS)[number], number>
      await (await stage.server.as('HQ/admin')).putPenalties({ body: { penalties } })
      expect(await reportFindings(played(), account)).toEqual([])
    })
    test.each(readers)('opens behind each number its breaches, for %s', async (account) => {
      expect(await breachListFindings(played(), account)).toEqual([])
    })
  })

  describeFaults(played)
})
