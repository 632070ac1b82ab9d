import { EXPORT_CAP, type BreachExport } from '#shared/contract/export.ts'
import type { Breach, BreachReport } from '#shared/contract/report.ts'
import { BREACH_KINDS } from '#shared/domain/breaches.ts'
import type { Caller } from '../caller.ts'
import type { FileAnswer } from '../http/handler.ts'
import { presentBreaches } from '../presenters/breach.ts'
import { loadBreachReport, type BreachFilter } from '../queries/breachReport.ts'
import { readBreaches, type BreachBatch, type BreachPlace } from '../queries/listBreaches.ts'
import type { Services } from '../services.ts'
import type { Cell, Sheet } from './cells.ts'
import { infoSheet } from './exportInfo.ts'
import type { ExportRequest } from './exportTickets.ts'
import { exportWordsOf, levelWord, type ExportWords } from './exportWords.ts'
import { runExport, type ExportRun } from './runExport.ts'

const BATCH = 500

/** The report as the page shows it: a row for each mall, then the totals and what each breach costs. */
function reportSheet({ rows, totals, penalties }: BreachReport, { breach, export: { breaches: words } }: ExportWords): Sheet {
  const cells = (first: readonly Cell[], counts: Readonly<Record<(typeof BREACH_KINDS)[number], Cell>>, amount: Cell): Cell[] => [...first, ...BREACH_KINDS.map((kind) => counts[kind]), amount]
  const each = Object.fromEntries(BREACH_KINDS.map((kind) => [kind, { amount: penalties[kind] }])) as Record<(typeof BREACH_KINDS)[number], Cell>
  return {
    name: words.title,
    columns: [
      { title: words.code, width: 12 }, { title: words.mall, width: 26 }, { title: words.marketingLine, width: 14 },
      ...BREACH_KINDS.map((kind) => ({ title: breach[kind], width: 14 })), { title: words.amount, width: 14 },
    ],
    batches: async function* () {
      yield rows.map(({ mall, counts, amount }) => cells([mall.code, mall.name, mall.marketingLine], counts, { amount }))
      yield [cells([words.total, null, null], totals.counts, { amount: totals.amount }), cells([words.penalty, null, null], each, null)]
    },
  }
}

const breachCells = ({ happenedAt, mall, kind, ticket }: Breach, words: ExportWords): Cell[] => [
  { at: happenedAt }, mall.code, mall.name, words.breach[kind], ticket.no, words.enums.typeShort[ticket.type], levelWord(words, ticket.type, ticket.level), words.enums.state[ticket.state],
  ticket.customerName, ticket.latestFeedback,
]

function breachSheet(words: ExportWords, batches: () => AsyncIterable<readonly Breach[]>): Sheet {
  const { breaches: title } = words.export
  return {
    name: title.list, filter: true,
    columns: [
      { title: title.at, width: 17 }, { title: title.code, width: 12 }, { title: title.mall, width: 26 }, { title: title.kind, width: 16 }, { title: title.no, width: 13 }, { title: title.type, width: 8 },
      { title: title.level, width: 8 }, { title: title.state, width: 10 }, { title: title.customer, width: 12 }, { title: title.feedback, width: 60 },
    ],
    batches: async function* () { for await (const breaches of batches()) yield breaches.map((one) => breachCells(one, words)) },
  }
}

async function* breachBatches(services: Services, { user }: Caller, filter: BreachFilter, { snapshot, figures }: ExportRun, cap: number): AsyncGenerator<Breach[]> {
  const organisations = await services.directory.snapshot()
  let after: BreachPlace | null = null
  do {
    const limit = Math.min(BATCH, cap - figures.rows)
    const page: BreachBatch = await snapshot.read((transaction) => readBreaches(services, user, { ...filter, after, limit }, transaction))
    after = page.last
    figures.rows += page.breaches.length
    figures.cut = after !== null && figures.rows >= cap
    yield presentBreaches(page, organisations)
  } while (after !== null && figures.rows < cap)
}

/**
 * 商场违约处理报表 of a month as a workbook: the malls as the page shows them, and each breach behind their numbers, of one moment.
 * @throws ApiError `forbidden` for who reads no report; those of {@link runExport}
 */
export async function exportBreaches(services: Services, caller: Caller, { exportId, month, marketingLine }: BreachExport, { language, abandoned, report, cap = EXPORT_CAP }: ExportRequest): Promise<FileAnswer> {
  const words = exportWordsOf(language)
  const { info, breaches: title } = words.export
  const filter = { month, marketingLine }
  return runExport(services, caller, abandoned, report, {
    id: exportId, kind: 'breaches', title: `${title.title}-${month}`, detail: { month, ...(marketingLine !== undefined && { marketingLine }) },
    sheets: async (run) => {
      const loaded = await run.snapshot.read((transaction) => loadBreachReport(services, caller.user, filter, transaction))
      run.figures.total = Math.min(cap, BREACH_KINDS.reduce((sum, kind) => sum + loaded.totals.counts[kind], 0))
      const { clock, timeZone } = services
      return [
        reportSheet(loaded, words),
        breachSheet(words, () => breachBatches(services, caller, filter, run, cap)),
        infoSheet({
          words, madeAt: clock.now().toISOString(), madeBy: caller.user, timeZone, run,
          facts: [[info.list, title.title], [info.month, month], [info.marketingLine, marketingLine ?? info.anyLine], [title.amount, info.amounts]],
        }),
      ]
    },
  })
}
