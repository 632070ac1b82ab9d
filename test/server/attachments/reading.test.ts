import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Attachment } from '#shared/contract/attachment.ts'
import { pngOf, textOfSize, uploadForm } from '#test/support/attachments.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'

let server: TestServer
beforeAll(async () => { server = await startTestServer() })
afterAll(() => server.stop())

const upload = async (content: Uint8Array, name: string): Promise<Attachment> => uploadForm(await server.as('HQ/agent'), content, name)
const get = async (id: string, { headers = {}, query = '', method = 'GET' }: { headers?: Record<string, string>; query?: string; method?: string } = {}): Promise<Response> =>
  server.request(`/api/v1/attachments/${id}${query}`, { method, headers: { Authorization: `Bearer ${await server.tokenOf('HQ/agent')}`, ...headers } })
const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer())
const thumbnail = (id: string): Promise<Response> => get(id, { query: '?size=thumbnail' })

describe('the answer with a file', () => {
  it('shows a picture where it stands, runs nothing and guesses no type', async () => {
    const { id, size } = await upload(pngOf(30, 30), '图;片’(1)\'.png')
    const response = await get(id)
    expect(Object.fromEntries(['content-type', 'content-length', 'content-disposition', 'x-content-type-options', 'content-security-policy', 'cache-control', 'accept-ranges', 'content-encoding'].map((name) => [name, response.headers.get(name)]))).toEqual({
      'content-type': 'image/png', 'content-length': String(size), 'content-disposition': `inline; filename="_;__(1)'.png"; filename*=UTF-8''${encodeURIComponent('图;片’(1)\'.png').replaceAll('(', '%28').replaceAll(')', '%29').replaceAll("'", '%27')}`,
      'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, no-cache', 'accept-ranges': 'bytes', 'content-encoding': null,
    })
  })

  it('is a file to save for everything else, with its name in Chinese', async () => {
    const { id } = await upload(textOfSize(3_000), '客户说明.txt')
    const response = await get(id, { headers: { 'Accept-Encoding': 'gzip' } })
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="____.txt"; filename*=UTF-8''${encodeURIComponent('客户说明.txt')}`)
    expect(response.headers.get('content-length')).toBe('3000')
  })

  it('is nothing new for who has it, as long as he may still read it', async () => {
    const { id } = await upload(pngOf(31, 30), '图.png')
    const tag = (await get(id)).headers.get('etag')!
    expect((await get(id, { headers: { 'If-None-Match': tag } })).status).toBe(304)
    const other = await server.request(`/api/v1/attachments/${id}`, { headers: { 'If-None-Match': tag, Authorization: `Bearer ${await server.tokenOf('HQ/agent2')}` } })
    expect(other.status).toBe(404)
  })

  it('gives the part that a player asks for', async () => {
    const content = textOfSize(10_000)
    const { id } = await upload(content, '说明.txt')
    const part = await get(id, { headers: { Range: 'bytes=1000-1999' } })
    expect([part.status, part.headers.get('content-range'), part.headers.get('content-length')]).toEqual([206, 'bytes 1000-1999/10000', '1000'])
    expect((await bytesOf(part)).equals(content.subarray(1_000, 2_000))).toBe(true)
    const rest = await get(id, { headers: { Range: 'bytes=9990-' } })
    expect([rest.status, (await bytesOf(rest)).byteLength]).toEqual([206, 10])
    const none = await get(id, { headers: { Range: 'bytes=20000-' } })
    expect([none.status, (await bytesOf(none)).byteLength]).toEqual([200, 10_000])
  })

  it('has no body for HEAD, and lists nothing', async () => {
    const { id } = await upload(pngOf(32, 30), '图.png')
    const head = await get(id, { method: 'HEAD' })
    expect([head.status, (await bytesOf(head)).byteLength]).toEqual([200, 0])
    expect((await get('')).status).toBe(405)
    expect((await get('..%2f..%2fetc%2fpasswd')).status).toBe(404)
    expect((await get(`${id}/`)).status).not.toBe(500)
  })

  it('is an error, and not half a file, where the store has lost the content', async () => {
    const { id, sha256 } = await upload(textOfSize(2_345), '说明.txt')
    await server.attachments.store.remove(sha256)
    expect((await get(id)).status).toBe(500)
  })
})

describe('the thumbnail of a picture', () => {
  it('is small, turned as the camera was held, and without its metadata', async () => {
    const photo = await sharp({ create: { width: 1_200, height: 600, channels: 3, background: '#c03020' } })
      .withMetadata({ orientation: 6, exif: { IFD0: { Make: 'Kamera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '22/1 32/1 0/1' } } }).jpeg().toBuffer()
    expect(await sharp(photo).metadata()).toMatchObject({ width: 1_200, height: 600, orientation: 6, exif: expect.any(Buffer) as Buffer })
    const { id } = await upload(photo, '照片.jpg')
    const response = await thumbnail(id)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/webp'])
    const { width, height, exif, orientation } = await sharp(await bytesOf(response)).metadata()
    expect({ width, height, exif, orientation }).toEqual({ width: 240, height: 480, exif: undefined, orientation: undefined })
  })

  it('is not larger than a small picture, and is made once for many who ask', async () => {
    const { id, sha256 } = await upload(pngOf(20, 10), '图.png')
    const all = await Promise.all(Array.from({ length: 20 }, () => thumbnail(id)))
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await sharp(await bytesOf(all[0]!)).metadata()).toMatchObject({ width: 20, height: 10 })
    expect(await readdir(join(server.attachmentFolder, 'thumbnails', sha256.slice(0, 2)))).toEqual([`${sha256}.webp`])
    await rm(join(server.attachmentFolder, 'thumbnails'), { recursive: true })
    expect((await thumbnail(id)).status).toBe(200)
  })

  it.each<[string, Buffer]>([
    ['that claims a billion pixels', pngOf(40_000, 40_000, 1)],
    ['of which all pixels but the first row are missing', pngOf(3_000, 3_000, 1)],
    ['that ends after its header', pngOf(300, 300).subarray(0, 60)],
  ])('of a picture %s there is none, while the file itself is there', async (_name, content) => {
    const { id, picture } = await upload(content, '图.png')
    expect(picture).toBe(true)
    expect((await thumbnail(id)).status).toBe(404)
    expect((await thumbnail(id)).status).toBe(404)
    expect((await get(id)).status).toBe(200)
  })

  it('of what is no picture there is none', async () => {
    const { id } = await upload(textOfSize(2_000), '说明.txt')
    expect((await thumbnail(id)).status).toBe(404)
  })
})
