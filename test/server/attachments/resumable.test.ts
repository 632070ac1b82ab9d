import { randomUUID } from 'node:crypto'
import { readdir, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { UNLINKED_BYTES_OF_A_USER, UPLOAD_PART_BYTES } from '#shared/domain/ticket/attachments.ts'
import { findRows } from '#server/database/database.ts'
import { announce, pngOf, resumable, sendPart, sha256Of, textOfSize, uploadForm, uploadInParts } from '#test/support/attachments.ts'
import { problemOf, startTestServer, type TestServer } from '#test/support/testServer.ts'

let server: TestServer
let agent: Client
beforeAll(async () => {
  server = await startTestServer()
  agent = await server.as('HQ/agent')
})
afterAll(() => server.stop())

const partsOf = (): Promise<string[]> => readdir(join(server.attachmentFolder, 'uploads')).catch(() => [])
const readContent = async (client: Client, id: string): Promise<Buffer> => (await client.getAttachment({ params: { id }, query: {} })).content as Buffer
const partFile = (id: string): string => join(server.attachmentFolder, 'uploads', `${id}.part`)

describe('an upload in parts', () => {
  it('becomes an attachment with its last byte, and leaves nothing behind', async () => {
    const file = resumable(textOfSize(2 * UPLOAD_PART_BYTES + 1_234), '通话 记录.txt')
    expect(await announce(agent, file)).toEqual({ id: file.id, received: 0, attachment: null })
    expect(await sendPart(agent, file, 0)).toEqual({ id: file.id, received: UPLOAD_PART_BYTES, attachment: null })
    expect(await agent.getUpload({ params: { id: file.id } })).toEqual({ id: file.id, received: UPLOAD_PART_BYTES, attachment: null })
    await sendPart(agent, file, UPLOAD_PART_BYTES)
    const last = await sendPart(agent, file, 2 * UPLOAD_PART_BYTES)
    expect(last).toMatchObject({ received: file.content.byteLength, attachment: { id: file.id, name: '通话 记录.txt', mediaType: 'text/plain', sha256: file.sha256, picture: false } })
    expect((await readContent(agent, file.id)).equals(file.content)).toBe(true)
    expect(await partsOf()).toEqual([])
    expect(await findRows(server.database.tables.uploads, {})).toEqual([])
  })

  it('gives the same answer again to whoever did not get it', async () => {
    const file = resumable(textOfSize(4_000, 'again'), '记录.txt')
    const attachment = await uploadInParts(agent, file)
    const whole = { id: file.id, received: 4_000, attachment }
    expect(await sendPart(agent, file, 0)).toEqual(whole)
    expect(await announce(agent, file)).toEqual(whole)
    expect(await agent.getUpload({ params: { id: file.id } })).toEqual(whole)
  })

  it('takes a part twice, and parts that overlap', async () => {
    const file = resumable(textOfSize(10_000, 'overlap'), '记录.txt')
    await announce(agent, file)
    expect(await sendPart(agent, file, 0, 4_000)).toMatchObject({ received: 4_000 })
    expect(await sendPart(agent, file, 0, 4_000)).toMatchObject({ received: 4_000 })
    expect(await sendPart(agent, file, 1_000, 500)).toMatchObject({ received: 4_000 })
    expect(await sendPart(agent, file, 3_000, 4_000)).toMatchObject({ received: 7_000 })
    expect(await sendPart(agent, file, 0, 10_000)).toMatchObject({ received: 10_000, attachment: { sha256: file.sha256 } })
    expect((await readContent(agent, file.id)).equals(file.content)).toBe(true)
  })

  it('answers a gap with what it has received', async () => {
    const file = resumable(textOfSize(10_000, 'gap'), '记录.txt')
    await announce(agent, file)
    await sendPart(agent, file, 0, 3_000)
    expect(await problemOf(sendPart(agent, file, 3_001))).toMatchObject({ status: 409, code: 'wrong_offset', current: { id: file.id, received: 3_000, attachment: null } })
    expect(await sendPart(agent, file, 3_000)).toMatchObject({ received: 10_000 })
  })

  it('takes no byte more than was announced, and no part over 1 MiB', async () => {
    const file = resumable(textOfSize(2 * UPLOAD_PART_BYTES, 'more'), '记录.txt')
    await announce(agent, file)
    expect(await problemOf(sendPart(agent, file, 0, UPLOAD_PART_BYTES + 1))).toMatchObject({ status: 413, code: 'too_large' })
    const beyond = { ...file, content: Buffer.concat([file.content, Buffer.from('!')]) }
    await sendPart(agent, file, 0)
    expect(await problemOf(sendPart(agent, beyond, UPLOAD_PART_BYTES + 2, UPLOAD_PART_BYTES))).toMatchObject({ status: 409 })
    expect(await problemOf(sendPart(agent, beyond, UPLOAD_PART_BYTES, UPLOAD_PART_BYTES + 1))).toMatchObject({ status: 413 })
    expect(await agent.getUpload({ params: { id: file.id } })).toMatchObject({ received: UPLOAD_PART_BYTES })
  })

  it('begins anew when the whole does not have the announced hash, and is nothing until then', async () => {
    const file = resumable(textOfSize(6_000, 'right'), '记录.txt')
    const wrong = { ...file, content: textOfSize(6_000, 'wrong') }
    await announce(agent, file)
    expect(await problemOf(sendPart(agent, wrong, 0))).toMatchObject({ status: 409, code: 'hash_mismatch', current: { id: file.id, received: 0, attachment: null } })
    expect(await problemOf(agent.getAttachment({ params: { id: file.id }, query: {} }))).toMatchObject({ status: 404 })
    expect(await readdir(join(server.attachmentFolder, 'incoming'))).toEqual([])
    expect(await announce(agent, file)).toMatchObject({ received: 0 })
    expect(await uploadInParts(agent, file)).toMatchObject({ sha256: file.sha256 })
  })

  it('is refused for good when its content may not be attached, and leaves nothing behind', async () => {
    const file = resumable(Buffer.from('<!DOCTYPE html><script>alert(1)</script>'), '图.png')
    await announce(agent, file)
    expect(await problemOf(sendPart(agent, file, 0))).toMatchObject({ status: 415, code: 'unsupported_media_type' })
    expect(await problemOf(agent.getUpload({ params: { id: file.id } }))).toMatchObject({ status: 404 })
    expect(await partsOf()).not.toContain(`${file.id}.part`)
  })

  it('keeps its id for one file and one user', async () => {
    const file = resumable(textOfSize(6_000, 'one'), '记录.txt')
    await announce(agent, file)
    const other = resumable(textOfSize(6_000, 'two'), '记录.txt', file.id)
    expect(await problemOf(announce(agent, other))).toMatchObject({ status: 409, code: 'conflict' })
    expect(await problemOf(announce(await server.as('HQ/agent2'), file))).toMatchObject({ status: 409, code: 'conflict' })
    await uploadInParts(agent, file)
    expect(await problemOf(announce(agent, other))).toMatchObject({ status: 409, code: 'conflict' })
  })

  it('sent by two windows at once is one attachment with the right content', async () => {
    const file = resumable(textOfSize(5 * UPLOAD_PART_BYTES + 77, 'windows'), '记录.txt')
    await announce(agent, file)
    const window = async (length: number): Promise<unknown> => {
      for (let received = 0; ;) {
        const upload = await sendPart(agent, file, received, length)
        if (upload.attachment) return upload.attachment
        received = upload.received
      }
    }
    const [first, ...others] = await Promise.all([window(UPLOAD_PART_BYTES), window(700_001), window(UPLOAD_PART_BYTES), window(333_333)])
    for (const other of others) expect(other).toEqual(first)
    expect((await readContent(agent, file.id)).equals(file.content)).toBe(true)
    expect(await partsOf()).not.toContain(`${file.id}.part`)
  })

  it('announced by many windows at once begins once', async () => {
    const file = resumable(textOfSize(6_000, 'many'), '记录.txt')
    const all = await Promise.all(Array.from({ length: 12 }, () => announce(agent, file)))
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1)
  })

  it('goes on with what is on the disk, where the database says more', async () => {
    const file = resumable(textOfSize(10_000, 'disk'), '记录.txt')
    await announce(agent, file)
    await sendPart(agent, file, 0, 6_000)
    await truncate(partFile(file.id), 2_500)
    expect(await announce(agent, file)).toMatchObject({ received: 2_500 })
    await sendPart(agent, file, 2_500, 1_000)
    await rm(partFile(file.id))
    expect(await agent.getUpload({ params: { id: file.id } })).toMatchObject({ received: 0 })
    expect(await uploadInParts(agent, file)).toMatchObject({ sha256: file.sha256 })
  })
})

describe('a content that has been uploaded before', () => {
  it('is not sent again by the same user, whatever its name', async () => {
    const content = pngOf(64, 48)
    const first = await uploadForm(agent, content, '图.png')
    const id = randomUUID()
    expect(await announce(agent, { id, name: '另一张.PNG', content, sha256: first.sha256 })).toEqual({
      id, received: content.byteLength, attachment: { ...first, id, name: '另一张.PNG' },
    })
    expect((await readContent(agent, id)).equals(content)).toBe(true)
  })

  it('has to be sent by everybody else: a hash reveals and gives nothing', async () => {
    const content = pngOf(65, 48)
    await uploadForm(agent, content, '图.png')
    const other = await server.as('M0003/mall')
    const file = resumable(content, '图.png')
    expect(await announce(other, file)).toEqual({ id: file.id, received: 0, attachment: null })
    expect(await problemOf(other.getAttachment({ params: { id: file.id }, query: {} }))).toMatchObject({ status: 404 })
    const attachment = await uploadInParts(other, file)
    expect(await readdir(join(server.attachmentFolder, attachment.sha256.slice(0, 2)))).toEqual(expect.arrayContaining([attachment.sha256]))
  })

  it('is sent again where the store has lost it', async () => {
    const content = pngOf(66, 48)
    const first = await uploadForm(agent, content, '图.png')
    await server.attachments.store.remove(first.sha256)
    const again = resumable(content, '图.png')
    expect(await announce(agent, again)).toMatchObject({ received: 0, attachment: null })
    await uploadInParts(agent, again)
    expect((await readContent(agent, first.id)).equals(content)).toBe(true)
    await server.attachments.store.remove(first.sha256)
    const same = { ...again, id: first.id }
    expect(await announce(agent, same)).toMatchObject({ received: 0 })
    expect(await uploadInParts(agent, same)).toEqual(first)
    expect((await readContent(agent, first.id)).equals(content)).toBe(true)
  })
})

describe('what one user may lay down without a ticket', () => {
  it('ends at a number of files and at a number of bytes, also of those that are only announced', async () => {
    const mall = await server.as('M0002/mall')
    const megabytes = (bytes: number): { name: string; size: number; sha256: string } => ({ name: '录像.mp4', size: bytes, sha256: sha256Of(Buffer.from(randomUUID())) })
    const announceAll = (count: number, size: number): Promise<number[]> =>
      Promise.all(Array.from({ length: count }, () => mall.announceUpload({ params: { id: randomUUID() }, body: megabytes(size) }).then(() => 200, ({ status }: { status: number }) => status)))
    const many = await announceAll(205, 1)
    expect([many.filter((status) => status === 200).length, many.filter((status) => status === 429).length]).toEqual([200, 5])
    const refused = await problemOf(uploadForm(mall, textOfSize(2_000), '说明.txt'))
    expect(refused).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(refused.headers.get('Retry-After')).toBe('60')

    const other = await server.as('M0001/mall2')
    const large = 50 * 1024 * 1024
    const fits = Math.floor(UNLINKED_BYTES_OF_A_USER / large)
    for (let count = 0; count < fits; count++) await other.announceUpload({ params: { id: randomUUID() }, body: megabytes(large) })
    expect(await problemOf(other.announceUpload({ params: { id: randomUUID() }, body: megabytes(large) }))).toMatchObject({ status: 429 })
  })
})
