import { crc32 } from 'node:zlib'

/** A ZIP archive of uncompressed entries, in their order. */
export function zipOf(entries: Record<string, string>): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(entries)) {
    const [nameBytes, content] = [Buffer.from(name), Buffer.from(text)]
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(0x0800, 2)
    fields.writeUInt32LE(crc32(content), 10)
    fields.writeUInt32LE(content.byteLength, 14)
    fields.writeUInt32LE(content.byteLength, 18)
    fields.writeUInt16LE(nameBytes.byteLength, 22)
    const body = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, nameBytes, content])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, nameBytes]))
    bodies.push(body)
    offset += body.byteLength
  }
  const entriesCount = bodies.length
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entriesCount, 8)
  end.writeUInt16LE(entriesCount, 10)
  end.writeUInt32LE(index.byteLength, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, index, end])
}
