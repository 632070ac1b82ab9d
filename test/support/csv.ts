import { readFileSync } from 'node:fs'

/** The rows of a fixture below `test/fixtures/`, each with its cells by column name. No cell there is quoted. */
export function readFixture<Column extends string>(name: string): Record<Column, string>[] {
  const [head, ...lines] = readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8').trim().split(/\r?\n/)
  const columns = (head ?? '').split(',') as Column[]
  return lines.map((line) => {
    const cells = line.split(',')
    if (cells.length !== columns.length) throw new Error(`${name}: ${cells.length} cells where ${columns.length} are named: ${line}`)
    return Object.fromEntries(columns.map((column, index) => [column, cells[index]])) as Record<Column, string>
  })
}
