import { ticketFile, type DownloadFormat, type TicketFile } from '#shared/contract/download.ts'
import { can } from '#shared/domain/permissions.ts'
import { dayOf } from '#shared/domain/sla/zonedTime.ts'
import type { ContentStore } from '../attachments/store.ts'
import type { Caller } from '../caller.ts'
import { recordDownload } from '../commands/recordDownload.ts'
import { runCommand } from '../commands/unit.ts'
import type { FileAnswer } from '../http/handler.ts'
import type { Services } from '../services.ts'
import { contextOf } from './content/context.ts'
import { ticketDocument } from './content/ticketDocument.ts'
import { wordsOf, type DocumentLanguage } from './content/words.ts'
import { viewNames, viewTicket, type TicketView } from './ticketView.ts'
import { downloadSlots, writeFile } from './writeFile.ts'

const MEDIA_TYPES: Record<DownloadFormat, string> = {
  pdf: 'application/pdf', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', json: 'application/json; charset=utf-8',
}

export interface DownloadRequest {
  no: string
  format: DownloadFormat
  language: DocumentLanguage
  /** Whether recordings could be played from where the caller is. */
  insideInternalNetwork: boolean
  /** Aborts when the caller has gone. */
  abandoned: AbortSignal
  /** Where files are kept. */
  store: ContentStore
}

/** `类型-编号-日期` (`desktop.md`, Download); the day is today's in the configured zone. */
const fileName = ({ ticket }: TicketView, { format, language }: DownloadRequest, now: Date, timeZone: string): string =>
  `${wordsOf(language).enums.typeShort[ticket.type]}-${ticket.no}-${dayOf(now, timeZone)}.${format}`

/** Works with the pictures as files of this machine, by their hashes; what is missing is only named. */
async function withPictures<Result>(store: ContentStore, hashes: readonly string[], work: (paths: ReadonlyMap<string, string>) => Promise<Result>, known: ReadonlyMap<string, string> = new Map()): Promise<Result> {
  const [sha256, ...rest] = hashes
  if (sha256 === undefined) return work(known)
  if (!(await store.has(sha256))) return withPictures(store, rest, work, known)
  return store.withFile(sha256, (path) => withPictures(store, rest, work, new Map(known).set(sha256, path)))
}

/**
 * The file of a ticket as its caller may see it. The log says so before anything is answered.
 * @throws ApiError `not_found` for what the caller may not see; `rate_limited` where too many files are being written
 */
export async function downloadTicket(services: Services, caller: Caller, request: DownloadRequest): Promise<FileAnswer> {
  const { no, format, language, abandoned } = request
  const free = await downloadSlots.take(abandoned)
  try {
    await runCommand(services, { ...caller, idempotency: null }, 200, (unit) => recordDownload(unit, no, format), () => Promise.resolve(null))
    const view = await viewTicket(services, caller.user, no, request.insideInternalNetwork)
    const { timeZone } = services
    const now = services.clock.now()
    const answer = { name: fileName(view, request, now, timeZone), mediaType: MEDIA_TYPES[format] }
    const { name, organisationName: organisation } = caller.user
    if (format === 'json') {
      const file: TicketFile = ticketFile.parse({ schema: 'gongdan-ticket/1', downloadedAt: now.toISOString(), downloadedBy: { name, organisation }, timeZone, ...view } satisfies TicketFile)
      const content = Buffer.from(JSON.stringify(file, null, 2))
      return { ...answer, size: content.length, content }
    }
    const origin = { madeAt: now.toISOString(), madeBy: `${name} · ${organisation}`, showsCalls: can(caller.user, 'calls.read') }
    const content = contextOf(language, await viewNames(services), timeZone, now.getTime())
    // A workbook names its files.
    const pictures = format === 'pdf' ? new Set(view.records.flatMap(({ attachments }) => attachments).filter(({ picture }) => picture).map(({ sha256 }) => sha256)) : []
    return await withPictures(request.store, [...pictures], async (paths) => {
      const document = ticketDocument(view, { ...origin, pictureOf: ({ sha256 }) => paths.get(sha256) ?? null }, content)
      return { ...answer, ...(await writeFile({ format, document }, abandoned)) }
    })
  } finally {
    free()
  }
}
