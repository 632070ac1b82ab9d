import PDFDocument from 'pdfkit'
import type { TicketDocument } from '../content/document.ts'
import { fill } from '../content/words.ts'
import { readable, SUBSTITUTE } from './characters.ts'
import { breakLines } from './lines.ts'
import { openTypeface, TYPEFACE_FILES, type Typeface, type Weight } from './typeface.ts'

/** In points; A4 is 595.28 × 841.89. */
const PAGE = { width: 595.28, height: 841.89, left: 48, right: 48, top: 64, bottom: 56 } as const
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right
export const TEXT_HEIGHT = PAGE.height - PAGE.top - PAGE.bottom

export const INK = { strong: '#1b2430', normal: '#2b3542', muted: '#667085', red: '#b42318', line: '#d0d5dd', ground: '#f2f4f7' } as const

export interface Style {
  size: number
  /** From one line to the next, in points. */
  leading: number
  weight?: Weight
  ink?: string
}
export const STYLES = {
  body: { size: 10, leading: 16 }, small: { size: 8.5, leading: 13, ink: INK.muted }, cell: { size: 8.5, leading: 13 },
  heading: { size: 12, leading: 18, weight: 'bold', ink: INK.strong }, entry: { size: 10, leading: 16, weight: 'bold', ink: INK.strong },
} as const satisfies Record<string, Style>

/** The pages of a file and the place where the next thing goes. */
export interface Sheet {
  readonly pdf: PDFKit.PDFDocument
  readonly left: number
  /** From the top of the page to where the next thing begins, in points. */
  y: number
  /** What is left of the page, in points. */
  room: () => number
  newPage: () => void
  /** Begins a page where less than this is left. */
  need: (height: number) => void
  /** Lines that fit a width; characters that the font lacks are replaced. */
  lines: (text: string, width: number, style: Style) => string[]
  /** Writes one line at a place, without moving on. */
  write: (line: string, x: number, y: number, style: Style) => void
  /** A text over as many lines and pages as it needs. */
  paragraph: (text: string, style: Style, place?: { indent?: number }) => void
  rule: (x: number, y: number, width: number, ink?: string) => void
  /** Head and foot of every page, when there are no more. */
  finish: (document: TicketDocument) => void
}

/** Opens a file with its first page. @param title of the file, for its reader's window */
export function openSheet(title: string): Sheet {
  const pdf = new PDFDocument({
    size: 'A4', bufferPages: true, autoFirstPage: false, lang: 'zh-CN', displayTitle: true, compress: true,
    margins: { left: PAGE.left, right: PAGE.right, top: PAGE.top, bottom: PAGE.bottom }, info: { Title: title },
  })
  const faces: Record<Weight, Typeface> = { regular: openTypeface('regular'), bold: openTypeface('bold') }
  for (const weight of ['regular', 'bold'] as const) pdf.registerFont(weight, TYPEFACE_FILES[weight])
  let replaced = false
  const printable = (text: string, weight: Weight = 'regular'): string => {
    const { text: printed, replaced: some } = readable(text, faces[weight].has)
    replaced ||= some
    return printed
  }
  const place = (line: string, x: number, y: number, { size, leading, weight = 'regular', ink = INK.normal }: Style): void => {
    if (line === '') return
    // Its box of ascender and descender is taller than the type; the line stands in the middle of its leading.
    pdf.font(weight).fontSize(size).fillColor(ink).text(line, x, y + (leading - size * 1.5) / 2 + size * 0.05, { lineBreak: false, lineGap: 0 })
  }
  const sheet: Sheet = {
    pdf, left: PAGE.left, y: PAGE.top,
    room: () => PAGE.height - PAGE.bottom - sheet.y,
    newPage: () => {
      pdf.addPage()
      sheet.y = PAGE.top
    },
    need: (height) => { if (sheet.room() < height) sheet.newPage() },
    lines: (text, width, { size, weight = 'regular' }) => breakLines(printable(text, weight), width, (part) => faces[weight].widthOf(part, size)),
    write: place,
    paragraph: (text, style, { indent = 0 } = {}) => {
      for (const line of sheet.lines(text, TEXT_WIDTH - indent, style)) {
        sheet.need(style.leading)
        place(line, PAGE.left + indent, sheet.y, style)
        sheet.y += style.leading
      }
    },
    rule: (x, y, width, ink = INK.line) => { pdf.moveTo(x, y).lineTo(x + width, y).lineWidth(0.5).strokeColor(ink).stroke() },
    finish: (document) => {
      const { start, count } = pdf.bufferedPageRange()
      const style: Style = { ...STYLES.small, size: 8, leading: 12 }
      const widthOf = (text: string): number => faces.regular.widthOf(text, style.size)
      for (let page = 0; page < count; page++) {
        pdf.switchToPage(start + page)
        const right = (text: string, y: number): void => place(text, PAGE.width - PAGE.right - widthOf(text), y, style)
        place(document.title, PAGE.left, 32, { ...style, weight: 'bold', ink: INK.normal })
        right(printable(document.state), 32)
        sheet.rule(PAGE.left, 48, TEXT_WIDTH)
        const foot = PAGE.height - 40
        sheet.rule(PAGE.left, foot - 4, TEXT_WIDTH)
        const number = fill(document.words.page, { page: page + 1, pages: count })
        const [made = ''] = sheet.lines(`${document.words.made} · ${document.words.zone}`, TEXT_WIDTH - widthOf(number) - 12, style)
        place(made, PAGE.left, foot, style)
        right(number, foot)
        if (replaced) place(fill(document.words.missing, { sign: SUBSTITUTE }), PAGE.left, foot + 12, style)
      }
    },
  }
  sheet.newPage()
  return sheet
}
