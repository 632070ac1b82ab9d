/** A picture of an icon: a PNG of `size` × `size` px. */
export interface IconPicture {
  readonly size: number
  readonly png: Buffer
}

const headerBytes = 6
const entryBytes = 16
/** The format keeps the side in one byte; 0 means 256. */
const largest = 256

/**
 * The bytes of a Windows `.ico` of PNG pictures, which every Windows since Vista reads.
 * @throws RangeError for a picture that the format cannot hold
 */
export function icoFile(pictures: readonly IconPicture[]): Buffer {
  const header = Buffer.alloc(headerBytes)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(pictures.length, 4)
  let offset = headerBytes + pictures.length * entryBytes
  const entries = pictures.map(({ size, png }) => {
    if (size < 1 || size > largest) throw new RangeError(`an icon of ${size} px`)
    const entry = Buffer.alloc(entryBytes)
    entry.writeUInt8(size % largest, 0)
    entry.writeUInt8(size % largest, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(png.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += png.length
    return entry
  })
  return Buffer.concat([header, ...entries, ...pictures.map(({ png }) => png)])
}
