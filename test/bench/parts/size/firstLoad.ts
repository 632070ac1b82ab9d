import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'

export interface FirstLoad {
  /** Paths below the folder. */
  scripts: string[]
  /** All together, each by gzip. */
  bytes: number
  /** Libraries in them that are to be loaded when needed. */
  heavy: string[]
}

/** What stands in a library and nowhere else. */
const HEAVY: Readonly<Record<string, RegExp>> = { charts: /zrender/i, PDF: /pdfjs|pdfkit|PDFDocument/ }

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found)

/** Scripts that a page names, and what they import before they run; what they import later does not count. @param folder of the built page */
export function firstLoad(folder: string): FirstLoad {
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
  const waiting = [...matches(html, /<script[^>]+src="([^"]+)"/g), ...matches(html, /<link[^>]+rel="modulepreload"[^>]+href="([^"]+)"/g)].map((path) => normalize(path.replace(/^\//, '')))
  const texts = new Map<string, Buffer>()
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (texts.has(path)) continue
    const content = readFileSync(join(folder, path))
    texts.set(path, content)
    const here = dirname(path)
    const imported = matches(content.toString('utf8'), /(?:^|[;}\s])(?:import|export)\s*(?:[\w$*{][^'"();]*?\bfrom\s*)?["'](\.[^"']+\.js)["']/g)
    waiting.push(...imported.map((other) => normalize(join(here, other))))
  }
  const all = [...texts.values()].map((content) => content.toString('utf8'))
  return {
    scripts: [...texts.keys()], bytes: [...texts.values()].reduce((sum, content) => sum + gzipSync(content).length, 0),
    heavy: Object.entries(HEAVY).filter(([, sign]) => all.some((text) => sign.test(text))).map(([name]) => name),
  }
}
