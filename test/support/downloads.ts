import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '#shared/contract/client.ts'
import type { DownloadFormat } from '#shared/contract/download.ts'

export interface DownloadedFile {
  name: string
  mediaType: string
  content: Buffer
}

/** The file of a ticket as somebody gets it. */
export async function download(client: Client, no: string, format: DownloadFormat): Promise<DownloadedFile> {
  const { name, mediaType, content } = await client.downloadTicket({ params: { no }, query: { format } })
  return { name, mediaType, content: content as Buffer }
}

/** Works with a PDF as a file, by poppler's programs. */
function withPdf<Result>(pdf: Buffer, work: (file: string, folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'gongdan-pdf-'))
  try {
    const file = join(folder, 'ticket.pdf')
    writeFileSync(file, pdf)
    return work(file, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The text of each page, as somebody who selects and copies it gets it. */
export const pagesOfPdf = (pdf: Buffer): string[] => withPdf(pdf, (file) => {
  const text = execFileSync('pdftotext', ['-layout', '-enc', 'UTF-8', file, '-'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return text.split('\f').slice(0, -1)
})

/** All of it without the breaks of lines, columns and pages. */
export const textOfPdf = (pdf: Buffer): string => withPdf(pdf, (file) =>
  execFileSync('pdftotext', ['-enc', 'UTF-8', file, '-'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).replace(/\s+/gu, ''))

export interface EmbeddedPicture {
  page: number
  width: number
  height: number
  type: string
}

/** The pictures in it, in pixels. */
export const picturesOfPdf = (pdf: Buffer): EmbeddedPicture[] => withPdf(pdf, (file) =>
  execFileSync('pdfimages', ['-list', file], { encoding: 'utf8' }).split('\n').slice(2).filter(Boolean).map((line) => {
    const [page, , , width, height, , , , type] = line.trim().split(/\s+/)
    return { page: Number(page), width: Number(width), height: Number(height), type: type ?? '' }
  }))

/** A page as a picture, for the average colour of a place. */
export const pageAsPng = (pdf: Buffer, page: number): Buffer => withPdf(pdf, (file, folder) => {
  execFileSync('pdftoppm', ['-png', '-r', '60', '-f', String(page), '-l', String(page), '-singlefile', file, join(folder, 'page')])
  return readFileSync(join(folder, 'page.png'))
})
