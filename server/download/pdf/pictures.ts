import sharp from 'sharp'
import type { DocumentFile } from '../content/document.ts'
import { INK, STYLES, TEXT_WIDTH, type Sheet } from './sheet.ts'

/** Two pictures side by side, in points. */
const [GAP, MAX_HEIGHT] = [10, 210]
/** Large enough to be read when printed: 1,200 pixels on 250 points are more than 300 dots per inch. */
const PIXELS = 1_200
/** Pixels of a file that is a bomb rather than a photo. */
const MOST_PIXELS = 100_000_000

interface Picture {
  data: Buffer
  width: number
  height: number
}

/** Upright, scaled and as JPEG on white; null where the file is no picture that can be read. */
async function preparePicture(file: string): Promise<Picture | null> {
  try {
    const { data, info } = await sharp(file, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true })
      .autoOrient().resize({ width: PIXELS, height: PIXELS, fit: 'inside', withoutEnlargement: true }).flatten({ background: '#ffffff' }).toColourspace('srgb').jpeg({ quality: 80 })
      .toBuffer({ resolveWithObject: true })
    return { data, width: info.width, height: info.height }
  } catch {
    return null
  }
}

const fit = ({ width, height }: Picture, maxWidth: number): { width: number; height: number } => {
  // Small pictures are not blown up beyond 96 dots per inch.
  const scale = Math.min(maxWidth / width, MAX_HEIGHT / height, 0.75)
  return { width: width * scale, height: height * scale }
}

export interface PictureWords {
  /** The name of a file with its size. */
  name: (file: DocumentFile) => string
  notShown: string
}

/**
 * The pictures of one record, two side by side with their names, then the names of its other files. One row of pictures is
 * in memory at a time.
 * @param settled waits until what was written has left
 */
export async function pictures(sheet: Sheet, files: readonly DocumentFile[], indent: number, words: PictureWords, settled: () => Promise<void>): Promise<void> {
  const width = (TEXT_WIDTH - indent - GAP) / 2
  const caption = { ...STYLES.small, size: 8, leading: 12 }
  const named: { file: DocumentFile; failed: boolean }[] = files.filter(({ picture }) => picture === null).map((file) => ({ file, failed: false }))
  let row: { file: DocumentFile; picture: Picture }[] = []
  const writeRow = async (): Promise<void> => {
    if (row.length === 0) return
    const cells = row.map(({ file, picture }) => ({ picture, size: fit(picture, width), caption: sheet.lines(words.name(file), width, caption) }))
    const height = Math.max(...cells.map(({ size, caption: lines }) => size.height + lines.length * caption.leading)) + 8
    sheet.need(height)
    cells.forEach(({ picture, size, caption: lines }, column) => {
      const x = sheet.left + indent + column * (width + GAP)
      sheet.pdf.image(picture.data, x, sheet.y + 3, size)
      sheet.pdf.rect(x, sheet.y + 3, size.width, size.height).lineWidth(0.5).strokeColor(INK.line).stroke()
      lines.forEach((line, index) => sheet.write(line, x, sheet.y + 5 + size.height + index * caption.leading, caption))
    })
    sheet.y += height
    row = []
    await settled()
  }
  for (const file of files) {
    if (file.picture === null) continue
    const picture = await preparePicture(file.picture)
    if (picture) row.push({ file, picture })
    else named.push({ file, failed: true })
    if (row.length === 2) await writeRow()
  }
  await writeRow()
  for (const { file, failed } of named) sheet.paragraph(words.name(file) + (failed ? words.notShown : ''), STYLES.small, { indent })
}
