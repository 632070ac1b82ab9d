import { Buffer } from 'node:buffer'
import ExcelJS from 'exceljs'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { pngOf, textOfSize, uploadForm } from '#test/support/attachments.ts'
import { zipOf } from '#test/support/zip.ts'
import { problemOf, startTestServer, type TestServer } from '#test/support/testServer.ts'

let server: TestServer
let agent: Client
beforeAll(async () => {
  server = await startTestServer()
  agent = await server.as('HQ/agent')
})
afterAll(() => server.stop())

const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
const padded = (head: Buffer, bytes = 600): Buffer => Buffer.concat([head, Buffer.alloc(bytes)])
/** A box of the ISO media format with the brand of its kind. */
const mediaOf = (brand: string): Buffer => padded(Buffer.concat([Buffer.from([0, 0, 0, 24]), latin(`ftyp${brand}`), Buffer.alloc(4), latin(`${brand}mif1`)]))
const workbook = async (): Promise<Buffer> => {
  const book = new ExcelJS.Workbook()
  book.addWorksheet('表').getCell('A1').value = '客户'
  return Buffer.from(await book.xlsx.writeBuffer())
}
const officeOf = (part: string, contentType: string): Buffer => zipOf({
  '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${part}" ContentType="${contentType}"/></Types>`,
  [part]: '<x/>',
})
const mainOf = (kind: string): string => `application/vnd.openxmlformats-officedocument.${kind}.main+xml`
/** The container of the old office formats. */
const cfb = padded(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 1_024)
const picture = (format: 'jpeg' | 'webp' | 'gif'): Promise<Buffer> => sharp({ create: { width: 8, height: 8, channels: 3, background: '#123456' } })[format]().toBuffer()

describe('the type of a file', () => {
  it.each<[string, () => Promise<Buffer> | Buffer, string]>([
    ['PNG', () => pngOf(4, 4), 'image/png'], ['JPEG', () => picture('jpeg'), 'image/jpeg'], ['WebP', () => picture('webp'), 'image/webp'], ['GIF', () => picture('gif'), 'image/gif'],
    ['HEIC', () => mediaOf('heic'), 'image/heic'], ['BMP', () => padded(latin('BM')), 'image/bmp'],
    ['MP4', () => mediaOf('isom'), 'video/mp4'], ['QuickTime', () => mediaOf('qt  '), 'video/quicktime'], ['M4A', () => mediaOf('M4A '), 'audio/x-m4a'],
    ['MP3', () => padded(Buffer.from([0xff, 0xfb, 0x90, 0x64])), 'audio/mpeg'], ['WAV', () => padded(Buffer.concat([latin('RIFF'), Buffer.from([200, 2, 0, 0]), latin('WAVEfmt ')])), 'audio/wav'],
    ['AMR', () => padded(latin('#!AMR\n')), 'audio/amr'], ['PDF', () => latin('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF'), 'application/pdf'],
    ['ZIP', () => zipOf({ '照片/1.txt': '1' }), 'application/zip'],
    ['XLSX', workbook, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['DOCX', () => officeOf('word/document.xml', mainOf('wordprocessingml.document')), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['PPTX', () => officeOf('ppt/presentation.xml', mainOf('presentationml.presentation')), 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
    ['text in UTF-8', () => textOfSize(3_000), 'text/plain'], ['text with a byte order mark', () => Buffer.from('\ufeff编号,姓名\r\n1,沈若兰'), 'text/plain'],
    ['text in GB18030', () => Buffer.from('b1e0bac52cd0d5c3fb0d0a312cc9f2c8f4c0bc0d0a', 'hex'), 'text/plain'],
    ['text that speaks of markup', () => Buffer.from('客户在网页上看到 <script> 字样。'), 'text/plain'],
  ])('%s is found in the content, against name and header', async (_name, make, mediaType) => {
    expect(await uploadForm(agent, await make(), '网页.html', { type: 'text/html' })).toMatchObject({ mediaType })
  })

  it('is added to a name that says otherwise, so that nothing that is saved runs', async () => {
    expect(await uploadForm(agent, textOfSize(3_000), '说明.bat')).toMatchObject({ name: '说明.bat.txt' })
    expect(await uploadForm(agent, pngOf(4, 4), '图片.exe')).toMatchObject({ name: '图片.exe.png' })
  })

  it.each<[string, Buffer, string]>([
    ['a page', Buffer.from('<!DOCTYPE html><html><body onload=alert(1)></body></html>'), '图.png'],
    ['a page behind white space and a comment', Buffer.from('\ufeff \r\n<!-- x -->\n<HTML>'), '说明.txt'],
    ['a script of a page', Buffer.from('<script src=x></script>'), '说明.txt'],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), '图.png'],
    ['SVG with a declaration', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), '图.svg'],
    ['SVG in a comment’s shadow', Buffer.from(`<!--${' '.repeat(3_000)}--><svg/>`), '图.txt'],
    ['XML', Buffer.from('<?xml version="1.0"?><x/>'), '说明.txt'],
    ['a shell script', Buffer.from('#!/bin/sh\nrm -rf /\n'), '说明.txt'],
    ['a program of Windows', padded(latin('MZ')), '图.png'],
    ['a program of Linux', padded(Buffer.from('7f454c46020101', 'hex')), '图.png'],
    ['an installer among the old office formats', cfb, '安装.msi'],
    ['a program of Java', zipOf({ 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0', 'A.class': 'x' }), '说明.jar'],
    ['a document with macros', officeOf('word/document.xml', 'application/vnd.ms-word.document.macroEnabled.main+xml'), '说明.docm'],
    ['what is nothing', Buffer.from([1, 2, 3, 4, 0, 255, 254, 3]), '说明.txt'],
    ['text with a zero byte', Buffer.from('abc\0def'), '说明.txt'],
    ['half a character of UTF-8 at the end', Buffer.concat([Buffer.from('客户'), Buffer.from([0xe5])]), '说明.txt'],
  ])('%s is refused', async (_name, content, name) => {
    expect(await problemOf(uploadForm(agent, content, name, { type: 'image/png' }))).toMatchObject({ status: 415, code: 'unsupported_media_type' })
  })

  it('of the old office formats is taken for what is called a document', async () => {
    expect(await uploadForm(agent, cfb, '旧表.xls')).toMatchObject({ mediaType: 'application/x-cfb', name: '旧表.xls', picture: false })
  })
})
