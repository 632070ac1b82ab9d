// `npm run docs:keys`: prints the keyboard map of the program into docs/desktop.md, from the table that the program uses.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import chinese from '../renderer/locales/zh-CN.ts'
import { keysOfRow, shortcutGroups } from '../renderer/keyboard/shortcutGroups.ts'

const begin = '<!-- keyboard map: npm run docs:keys -->'
const end = '<!-- end of the keyboard map -->'

function wordOf(key: string): string {
  const found = key.split('.').reduce<unknown>((messages, part) => (typeof messages === 'object' && messages !== null ? Reflect.get(messages, part) : undefined), chinese)
  if (typeof found !== 'string') throw new Error(`no words for ${key}`)
  return found
}

/** The map as Markdown tables, one for each group. */
export function keyboardMap(): string {
  return shortcutGroups.map(({ id, rows }) => [
    `| ${wordOf(`frame.shortcut.${id}`)} | desktop | browser |`, '| --- | --- | --- |',
    ...rows.map((row) => `| ${wordOf(row.word)} | \`${keysOfRow(row, false)}\` | \`${keysOfRow(row, true)}\` |`),
  ].join('\n')).join('\n\n')
}

/** The document with the map that the program has now. @throws Error where the document has no place for it */
export function withKeyboardMap(document: string): string {
  const [before, after] = [document.indexOf(begin), document.indexOf(end)]
  if (before < 0 || after < before) throw new Error('docs/desktop.md has no place for the keyboard map')
  return `${document.slice(0, before)}${begin}\n${keyboardMap()}\n${document.slice(after)}`
}

if (import.meta.main) {
  const file = join(import.meta.dirname, '../docs/desktop.md')
  writeFileSync(file, withKeyboardMap(readFileSync(file, 'utf8')))
}
