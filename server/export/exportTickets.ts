import { EXPORT_CAP, type TicketExport } from '#shared/contract/export.ts'
import { TICKET_FIELDS, type TicketField } from '#shared/domain/lists/fields.ts'
import { findTab, type TicketTab } from '#shared/domain/lists/tabs.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import type { TicketQuery } from '#shared/contract/query.ts'
import type { Caller } from '../caller.ts'
import { fill, wordOf } from '../download/content/words.ts'
import { viewNames } from '../download/ticketView.ts'
import type { FileAnswer } from '../http/handler.ts'
import { presentTickets } from '../presenters/ticket.ts'
import { countTicketRows, readTicketRows } from '../queries/listTickets.ts'
import type { Services } from '../services.ts'
import type { Cell, Sheet } from './cells.ts'
import { conditionText, type ConditionContext } from './conditionText.ts'
import { infoSheet } from './exportInfo.ts'
import { columnWord, exportWordsOf, fieldWord, type ExportLanguage, type ExportWords } from './exportWords.ts'
import { runExport, type ExportRun } from './runExport.ts'
import { ticketCells, widthOf } from './ticketCells.ts'

/** Rows that are read and presented in one go. More of them live long enough to be kept in memory: 250 at a time take half as much again. */
const BATCH = 100

/** Who goes away leaves no counting behind for longer than this. */
const COUNT_LIMIT_MS = 1000

/** What an export is asked with besides its body. */
export interface ExportRequest {
  language: ExportLanguage
  /** Aborts when the caller has gone. */
  abandoned: AbortSignal
  report: (error: unknown) => void
  /** The most rows of the file; {@link EXPORT_CAP} unless given. */
  cap?: number
}

function orderText({ sort }: TicketExport, tab: TicketTab, words: ExportWords): string {
  const { order } = words.list
  if (!sort) return wordOf(order, tab.order)
  const { kind } = TICKET_FIELDS[sort.field] as TicketField
  const named = kind === 'instant' ? 'time' : kind === 'number' ? 'number' : 'text'
  return fill(order[`${named}${sort.direction === 'asc' ? 'Asc' : 'Desc'}`], { column: fieldWord(words, sort.field) })
}

function factsOf(given: TicketExport, tab: TicketTab, context: ConditionContext): [string, Cell][] {
  const { words } = context
  const { info } = words.export
  const { conditions, match } = given
  return [
    [info.list, wordOf(words.list.tab, given.tab)],
    ...(conditions.length > 1 ? [[info.match, words.list.condition[match]] as [string, Cell]] : []),
    ...(conditions.length === 0 ? [[info.condition, info.noConditions] as [string, Cell]] : conditions.map((one): [string, Cell] => [info.condition, conditionText(one, context)])),
    [info.order, orderText(given, tab, words)],
    ...(given.columns.includes('phone') ? [[columnWord(words, 'phone'), info.phones] as [string, Cell]] : []),
  ]
}

/** The tickets of a list as its reader sees them, batch by batch, no more than the cap. */
async function* ticketBatches(services: Services, { user }: Caller, query: TicketQuery, { snapshot, figures }: ExportRun, cap: number): AsyncGenerator<Ticket[]> {
  let cursor: string | null = null
  do {
    const limit = Math.min(BATCH, cap - figures.rows)
    const page: { tickets: Ticket[]; nextCursor: string | null } = await snapshot.read(async (transaction) => {
      const { rows, nextCursor } = await readTicketRows(services, user, { ...query, cursor, limit }, transaction)
      return { tickets: await presentTickets(services, user, rows, { transaction, list: true }), nextCursor }
    })
    cursor = page.nextCursor
    figures.rows += page.tickets.length
    figures.cut = cursor !== null && figures.rows >= cap
    yield page.tickets
  } while (cursor !== null && figures.rows < cap)
}

/** The first piece is there, and what it throws has been thrown, before the rest is asked for. */
async function begun<Piece>(pieces: AsyncGenerator<Piece>): Promise<() => AsyncGenerator<Piece>> {
  const first = await pieces.next()
  return async function* () {
    if (first.done) return
    yield first.value
    yield* pieces
  }
}

/** For the progress alone: how many there are may take longer to find out than the first of them. */
function countBeside(services: Services, { user }: Caller, query: TicketQuery, { figures, signal }: ExportRun, cap: number): void {
  countTicketRows(services, user, query, cap, COUNT_LIMIT_MS).then((total) => { if (total !== null && !signal.aborted) figures.total = Math.min(total, cap) }, () => undefined)
}

/**
 * A filtered list as a workbook, in the columns in which it is shown, of one moment: nothing twice and nothing missing while
 * tickets are added and change (`lists.md`, Every list).
 * @throws ApiError `forbidden` for a list that the caller has not; those of {@link runExport}
 */
export async function exportTickets(services: Services, caller: Caller, given: TicketExport, { language, abandoned, report, cap = EXPORT_CAP }: ExportRequest): Promise<FileAnswer> {
  const { tab, match, conditions, sort, columns } = given
  const words = exportWordsOf(language)
  const query: TicketQuery = { tab, match, conditions, ...(sort && { sort }), cursor: null, limit: BATCH }
  return runExport(services, caller, abandoned, report, {
    id: given.exportId, kind: 'tickets', title: wordOf(words.list.tab, tab),
    detail: { list: tab, match, fields: conditions.map(({ field, op }) => `${field} ${op}`), columns },
    sheets: async (run) => {
      const names = await viewNames(services)
      const batches = await begun(ticketBatches(services, caller, query, run, cap))
      countBeside(services, caller, query, run, cap)
      const sheet: Sheet = {
        name: wordOf(words.list.tab, tab), filter: true, columns: columns.map((id) => ({ title: columnWord(words, id), width: widthOf(id) })),
        batches: async function* () { for await (const tickets of batches()) yield tickets.map((ticket) => ticketCells(ticket, columns, { words, names })) },
      }
      const { timeZone, clock } = services
      const facts = factsOf(given, findTab(tab)!, { words, names, timeZone })
      return [sheet, infoSheet({ words, madeAt: clock.now().toISOString(), madeBy: caller.user, timeZone, facts, run })]
    },
  })
}
