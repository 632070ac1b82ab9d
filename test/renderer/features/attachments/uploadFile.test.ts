import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Attachment, Upload } from '#shared/contract/attachment.ts'
import { UPLOAD_PART_BYTES } from '#shared/domain/ticket/attachments.ts'
import { ApiProblem } from '../../../../renderer/api/problem.ts'
import { uploadFile, type UploadServer } from '../../../../renderer/features/attachments/uploadFile.ts'

const ID = '11111111-1111-4111-8111-111111111111'
const bytesOf = (length: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length }, (_, index) => index % 251)
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const away = (): ApiProblem => new ApiProblem({ status: 0, code: 'server_unreachable' })

/** A server that keeps what comes. `before` may fail a part before, `after` after its bytes were kept. */
function serverWith(size: number, sha256: string, faults: { before?: (part: number) => Error | null; after?: (part: number) => Error | null } = {}) {
  let kept = Buffer.alloc(0)
  let parts = 0
  const sizes: number[] = []
  const attachment = (): Attachment => ({ id: ID, name: '桌面.bmp', size, mediaType: 'image/bmp', sha256, picture: false, uploadedAt: '2026-09-29T05:42:00.000Z' })
  const state = (): Upload => ({ id: ID, received: kept.byteLength, attachment: kept.byteLength === size && hashOf(kept) === sha256 ? attachment() : null })
  const server: UploadServer = {
    announce: async () => state(),
    sendPart: async (_id, offset, bytes, _signal, onSent) => {
      const part = ++parts
      const fault = faults.before?.(part)
      if (fault) throw fault
      if (offset > kept.byteLength) throw new ApiProblem({ status: 409, code: 'wrong_offset' })
      const added = new Uint8Array(await bytes.arrayBuffer())
      sizes.push(added.byteLength)
      onSent(added.byteLength)
      kept = Buffer.concat([kept.subarray(0, offset), added])
      const later = faults.after?.(part)
      if (later) throw later
      return state()
    },
  }
  return { server, sizes, content: () => kept, forget: () => { kept = Buffer.alloc(0) } }
}
const told = () => {
  const sent: number[] = []
  const interruptions: string[] = []
  const waits: number[] = []
  return {
    sent, interruptions, waits,
    way: {
      signal: new AbortController().signal,
      progress: { sent: (bytes: number) => { sent.push(bytes) }, interrupted: ({ code }: ApiProblem) => { interruptions.push(code) } },
      wait: async (attempt: number) => { waits.push(attempt) },
    },
  }
}

describe('an upload', () => {
  const bytes = bytesOf(UPLOAD_PART_BYTES * 2 + 700)
  const file = { name: '桌面.bmp', content: new Blob([bytes]) }

  it('goes out in parts, and the server has every byte', async () => {
    const { server, sizes, content } = serverWith(bytes.byteLength, hashOf(bytes))
    const { sent, interruptions, way } = told()
    await expect(uploadFile(server, ID, file, way)).resolves.toMatchObject({ id: ID, mediaType: 'image/bmp' })
    expect(sizes).toEqual([UPLOAD_PART_BYTES, UPLOAD_PART_BYTES, 700])
    expect(hashOf(content())).toBe(hashOf(bytes))
    expect(sent.at(-1)).toBe(bytes.byteLength)
    expect(interruptions).toEqual([])
  })
  it('goes on where the server is after a break, with smaller parts', async () => {
    const { server, sizes, content } = serverWith(bytes.byteLength, hashOf(bytes), { before: (part) => (part === 2 ? away() : null) })
    const { interruptions, waits, way } = told()
    await uploadFile(server, ID, file, way)
    expect(interruptions).toEqual(['server_unreachable'])
    expect(waits).toEqual([1])
    expect(sizes.slice(0, 2)).toEqual([UPLOAD_PART_BYTES, UPLOAD_PART_BYTES / 4])
    expect(sizes.reduce((sum, size) => sum + size, 0), 'no byte twice').toBe(bytes.byteLength)
    expect(hashOf(content())).toBe(hashOf(bytes))
  })
  it('sends nothing again of a part whose answer was lost', async () => {
    const { server, sizes } = serverWith(bytes.byteLength, hashOf(bytes), { after: (part) => (part === 1 ? away() : null) })
    await uploadFile(server, ID, file, told().way)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(bytes.byteLength)
  })
  it('begins anew without a wait when the server has lost what it had', async () => {
    const kept = serverWith(bytes.byteLength, hashOf(bytes), { before: (part) => { if (part === 2) kept.forget(); return null } })
    const { waits, way } = told()
    await uploadFile(kept.server, ID, file, way)
    expect(waits).toEqual([])
    expect(hashOf(kept.content())).toBe(hashOf(bytes))
  })
  it('ends at once when the server refuses the file', async () => {
    const { server } = serverWith(bytes.byteLength, hashOf(bytes), { before: () => new ApiProblem({ status: 415, code: 'unsupported_media_type' }) })
    const { waits, way } = told()
    await expect(uploadFile(server, ID, file, way)).rejects.toMatchObject({ code: 'unsupported_media_type' })
    expect(waits).toEqual([])
  })
  it('does not go round for ever with a server that stands still', async () => {
    const server: UploadServer = { announce: async () => ({ id: ID, received: 0, attachment: null }), sendPart: async () => ({ id: ID, received: 0, attachment: null }) }
    await expect(uploadFile(server, ID, file, told().way)).rejects.toMatchObject({ code: 'wrong_offset' })
  })
  it('says so when this machine cannot read the file any more', async () => {
    const unreadable = Object.assign(new Blob(['x']), { arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) })
    await expect(uploadFile(serverWith(1, '').server, ID, { name: 'a.png', content: unreadable }, told().way)).rejects.toMatchObject({ code: 'unreadable' })
  })
})
