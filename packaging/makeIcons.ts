// `npm run make-icons`: makes the icons of the program from the mark of the page. What it makes is committed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { icoFile } from './icoFile.ts'

const root = join(import.meta.dirname, '..')
const resources = join(root, 'main/resources')
const mark = readFileSync(join(root, 'renderer/theme/mark.svg'), 'utf8')
/** Side of the mark's own grid. */
const grid = 22
/** Pixels an inch at which an SVG unit is one pixel. */
const plainDensity = 72

function png(svg: string, size: number, side: number): Promise<Buffer> {
  return sharp(Buffer.from(svg), { density: (plainDensity * size) / side }).resize(size, size).png({ compressionLevel: 9 }).toBuffer()
}
const pictures = (sizes: readonly number[]) => Promise.all(sizes.map(async (size) => ({ size, png: await png(mark, size, grid) })))

/** A badge over the program's button in the taskbar: red as overdue is, with a white number. */
function badge(text: string): string {
  const size = text.length > 1 ? 17 : 21
  return `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"><circle cx="16" cy="16" r="16" fill="#b3261e"/><text x="16" y="${16 + size * 0.36}" font-family="Noto Sans CJK SC, sans-serif" font-weight="700" font-size="${size}" text-anchor="middle" fill="#fff">${text}</text></svg>`
}

mkdirSync(join(resources, 'badges'), { recursive: true })
writeFileSync(join(resources, 'icon.ico'), icoFile(await pictures([16, 20, 24, 32, 40, 48, 64, 128, 256])))
writeFileSync(join(resources, 'icon.png'), await png(mark, 512, grid))
writeFileSync(join(resources, 'tray.ico'), icoFile(await pictures([16, 20, 24, 32, 40, 48])))
writeFileSync(join(resources, 'tray.png'), await png(mark, 22, grid))
for (const count of ['1', '2', '3', '4', '5', '6', '7', '8', '9']) {
  writeFileSync(join(resources, `badges/${count}.png`), await png(badge(count), 32, 32))
}
writeFileSync(join(resources, 'badges/more.png'), await png(badge('9+'), 32, 32))
