import type { RequestOf } from '#shared/contract/endpoints.ts'
import type { OutboxEntry } from '#shared/contract/localStore.ts'
import { ticketInput } from '../../support/tickets.ts'
import { uuidOf, type PlannedFile } from './files.ts'
import { between, seededRandom } from './random.ts'

/** What a person hands over, before its files are on his disk. */
export interface PlannedEntry extends Omit<OutboxEntry, 'files'> {
  readonly files: readonly PlannedFile[]
}

const KIB = 1024
/** Of every hundred files: so many larger than one part of an upload, so many larger than two. */
const LARGE = { of: 100, overOnePart: 4, overTwoParts: 1 }

/** Sizes from some hundred bytes to more than two parts of an upload (1 MiB each). */
function sizeOf(index: number, seed: number): number {
  const random = seededRandom(seed)
  const place = index % LARGE.of
  if (place < LARGE.overTwoParts) return between(random, 2_100 * KIB, 2_600 * KIB)
  if (place < LARGE.overTwoParts + LARGE.overOnePart) return between(random, 1_030 * KIB, 1_500 * KIB)
  return place % 2 === 0 ? between(random, 300, 20 * KIB) : between(random, 20 * KIB, 150 * KIB)
}

/** @param run tells the ids of one run from those of another @param index of the file within the run */
export function plannedFile(run: string, index: number): PlannedFile {
  const seed = Number.parseInt(uuidOf(`${run} seed ${index}`).slice(0, 8), 16)
  const picture = index % 2 === 0
  return {
    id: uuidOf(`${run} file ${index}`), name: picture ? `现场照片 ${index}.png` : `送货单 ${index}.pdf`,
    mediaType: picture ? 'image/png' : 'application/pdf', size: sizeOf(index, seed), seed,
  }
}

export interface TicketPlan {
  run: string
  index: number
  filesEach: number
  writtenAt: string
  more?: Partial<RequestOf<'createTicket'>['body']>
}

/** A new ticket with its attachments; the customer's name says which draft it is. */
export function plannedTicket({ run, index, filesEach, writtenAt, more = {} }: TicketPlan): PlannedEntry {
  const files = Array.from({ length: filesEach }, (_, place) => plannedFile(run, index * filesEach + place))
  const body = ticketInput({
    customer: { name: ticketName(run, index), phones: [`139${String(index).padStart(8, '0')}`], type: 'individual' }, ...more,
  })
  const request = { ...body, feedback: { ...body.feedback, calledAt: writtenAt, ...(files.length > 0 ? { attachmentIds: files.map(({ id }) => id) } : {}) } }
  return { id: uuidOf(`${run} ticket ${index}`), kind: 'ticket', ticketNo: null, request: JSON.stringify(request), draft: '{}', files, writtenAt }
}

export const ticketName = (run: string, index: number): string => `${run} ${index}`

/** Feedback on a ticket as it was last seen. */
export function plannedFeedback({ run, index, ticketNo, version, writtenAt, files = [] }: { run: string; index: number; ticketNo: string; version: number; writtenAt: string; files?: readonly PlannedFile[] }): PlannedEntry {
  const request = { operation: 'feedback', version, content: `${run} feedback ${index}`, channel: 'phone', calledAt: writtenAt, ...(files.length > 0 ? { attachmentIds: files.map(({ id }) => id) } : {}) }
  return { id: uuidOf(`${run} feedback ${index}`), kind: 'operation', ticketNo, request: JSON.stringify(request), draft: '{}', files, writtenAt }
}
