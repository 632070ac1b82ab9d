import { createHash } from 'node:crypto'
import { seededRandom } from './random.ts'

/** A file as the plan names it: its content follows from the seed, so that every process makes the same bytes. */
export interface PlannedFile {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly seed: number
}

/** The smallest PNG there is (one pixel); what comes after its end mark is no part of the picture. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const PDF = Buffer.from('%PDF-1.7\n%\xE2\xE3\xCF\xD3\n', 'latin1')

/** The bytes: a picture or a PDF by its beginning, then what the seed says. */
export function bytesOf({ mediaType, size, seed }: PlannedFile): Buffer<ArrayBuffer> {
  const head = mediaType === 'image/png' ? PNG : PDF
  const bytes = Buffer.alloc(size)
  const random = seededRandom(seed)
  for (let offset = 0; offset + 4 <= size; offset += 4) bytes.writeUInt32LE(Math.floor(random() * 2 ** 32), offset)
  head.copy(bytes, 0, 0, Math.min(head.length, size))
  return bytes
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** A UUID that a name always gives: whoever writes the same draft again after a crash writes it under the same id. */
export function uuidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
