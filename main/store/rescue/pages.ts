/**
 * Reads rows out of the bytes of an SQLite file without its table of contents (https://sqlite.org/fileformat2.html): every page
 * that holds rows of a table is looked through by itself, so that a damaged page costs its own rows alone. Which table a row is
 * of, and whether it is whole, is for who asks to find out: each row here carries a seal.
 */

/** Columns of a row; the first of our tables is the row's number. */
export type Columns = readonly (number | string | Uint8Array | null)[]
export type FoundRow = { number: number; columns: Columns }

const LEAF_OF_TABLE = 0x0d
const FILE_HEADER = 100
const WAL_HEADER = 32
const FRAME_HEADER = 24
const DEFAULT_PAGE = 4096
const LARGEST_ROW = 16 * 1024 * 1024

/** Numbers of pages to their bytes. */
type Pages = ReadonlyMap<number, Buffer>

const isPageSize = (size: number): boolean => size >= 512 && size <= 65_536 && (size & (size - 1)) === 0

function pageSizeOf(main: Buffer, wal: Buffer): number {
  const ofMain = main.length >= FILE_HEADER ? main.readUInt16BE(16) : 0
  const ofWal = wal.length >= WAL_HEADER ? wal.readUInt32BE(8) : 0
  return [ofMain === 1 ? 65_536 : ofMain, ofWal].find(isPageSize) ?? DEFAULT_PAGE
}

function pagesOf(main: Buffer, size: number): Map<number, Buffer> {
  const pages = new Map<number, Buffer>()
  for (let number = 1; number * size <= main.length; number += 1) pages.set(number, main.subarray((number - 1) * size, number * size))
  return pages
}

/** The pages as the log of committed changes (WAL) has them, over those of the file. */
function withLog(pages: Pages, wal: Buffer, size: number): Map<number, Buffer> {
  const result = new Map(pages)
  let uncommitted = new Map<number, Buffer>()
  for (let at = WAL_HEADER; at + FRAME_HEADER + size <= wal.length; at += FRAME_HEADER + size) {
    // A frame of an earlier round of the log has other salts.
    if (wal.compare(wal, 16, 24, at + 8, at + 16) !== 0) continue
    uncommitted.set(wal.readUInt32BE(at), wal.subarray(at + FRAME_HEADER, at + FRAME_HEADER + size))
    if (wal.readUInt32BE(at + 4) === 0) continue
    for (const [number, page] of uncommitted) result.set(number, page)
    uncommitted = new Map()
  }
  return result
}

/** Pages that hold nothing any more; what stands in them was deleted or has moved. */
function freePages(pages: Pages): Set<number> {
  const free = new Set<number>()
  const first = pages.get(1)
  let trunk = first && first.length >= 36 ? first.readUInt32BE(32) : 0
  while (trunk !== 0 && !free.has(trunk)) {
    free.add(trunk)
    const page = pages.get(trunk)
    if (!page) break
    const count = Math.min(page.readUInt32BE(4), page.length / 4 - 2)
    for (let index = 0; index < count; index += 1) free.add(page.readUInt32BE(8 + 4 * index))
    trunk = page.readUInt32BE(0)
  }
  return free
}

/** An integer of 1 to 9 bytes; numbers beyond 2^53 do not occur in our rows. */
function variableInteger(bytes: Buffer, at: number): { value: number; next: number } {
  let value = 0
  for (let index = 0; index < 8; index += 1) {
    const byte = bytes.readUInt8(at + index)
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return { value, next: at + index + 1 }
  }
  return { value: value * 256 + bytes.readUInt8(at + 8), next: at + 9 }
}

/** The bytes of a row, of which the end may lie in a chain of further pages. */
function payloadAt(pages: Pages, page: Buffer, at: number, length: number): Buffer {
  if (length > LARGEST_ROW) throw new RangeError('no row')
  const usable = page.length
  const [most, least] = [usable - 35, Math.floor(((usable - 12) * 32) / 255) - 23]
  const fitting = least + ((length - least) % (usable - 4))
  const local = length <= most ? length : fitting <= most ? fitting : least
  const parts = [page.subarray(at, at + local)]
  let missing = length - local
  for (let next = missing > 0 ? page.readUInt32BE(at + local) : 0; missing > 0;) {
    const further = pages.get(next)
    if (!further) throw new RangeError('a page is missing')
    parts.push(further.subarray(4, 4 + Math.min(missing, usable - 4)))
    missing -= usable - 4
    next = further.readUInt32BE(0)
  }
  return Buffer.concat(parts)
}

const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8]

function columnsOf(payload: Buffer): Columns {
  const header = variableInteger(payload, 0)
  const columns: (number | string | Uint8Array | null)[] = []
  let at = header.value
  for (let next = header.next; next < header.value;) {
    const type = variableInteger(payload, next)
    next = type.next
    const length = type.value >= 12 ? Math.floor((type.value - 12) / 2) : type.value === 7 ? 8 : (INTEGER_BYTES[type.value] ?? 0)
    if (at + length > payload.length) throw new RangeError('a column is missing')
    const bytes = payload.subarray(at, at + length)
    at += length
    if (type.value >= 12) columns.push(type.value % 2 === 0 ? bytes : bytes.toString())
    else if (type.value === 0) columns.push(null)
    else if (type.value >= 8) columns.push(type.value - 8)
    else columns.push(type.value === 7 ? bytes.readDoubleBE() : length === 8 ? Number(bytes.readBigInt64BE()) : bytes.readIntBE(0, length))
  }
  return columns
}

function* rowsOfPage(pages: Pages, number: number, page: Buffer): Generator<FoundRow> {
  const header = number === 1 ? FILE_HEADER : 0
  if (page[header] !== LEAF_OF_TABLE) return
  const cells = Math.min(page.readUInt16BE(header + 3), Math.floor((page.length - header - 8) / 2))
  for (let index = 0; index < cells; index += 1) {
    try {
      const length = variableInteger(page, page.readUInt16BE(header + 8 + 2 * index))
      const row = variableInteger(page, length.next)
      const columns = columnsOf(payloadAt(pages, page, row.next, length.value))
      yield { number: row.value, columns: [row.value, ...columns.slice(1)] }
    } catch (error) {
      // Bytes that are no row; the next may be one.
      if (!(error instanceof RangeError)) throw error
    }
  }
}

/**
 * All rows that can be found, newest state of the pages first: of two rows with one number the first is the later one.
 * @param main @param wal bytes of the file and of its log; empty where there is none
 */
export function* rowsInBytes(main: Buffer, wal: Buffer): Generator<FoundRow> {
  const size = pageSizeOf(main, wal)
  const older = pagesOf(main, size)
  const newest = withLog(older, wal, size)
  for (const pages of [newest, older]) {
    const free = freePages(pages)
    for (const [number, page] of pages) if (!free.has(number)) yield* rowsOfPage(pages, number, page)
  }
}
