import type { Finding } from './finding.ts'

export interface PartOptions {
  /** Small sizes, for a look; ratios within a run still tell. */
  quick: boolean
  /** How long the part of memory loads the server. */
  minutes: number
  /** Folder of a database of `npm run bench:seed`. */
  data: string
}

/** What a part is: it measures, and says what it found. */
export interface PartModule { run: (options: PartOptions) => Promise<Finding[]> }

export interface Part {
  name: string
  /** Below `parts/`, without its ending. */
  module: string
  /** It is ended after so many minutes. */
  minutes: number
}

/** All parts, in the order in which they run. Each runs in a process of its own. */
export const PARTS: readonly Part[] = [
  { name: 'size', module: 'size', minutes: 1 },
  { name: 'create', module: 'create', minutes: 8 },
  { name: 'read', module: 'read', minutes: 6 },
  { name: 'two-servers', module: 'twoServers', minutes: 6 },
  { name: 'lists', module: 'lists', minutes: 40 },
  { name: 'sweep', module: 'sweep', minutes: 30 },
  { name: 'export', module: 'export', minutes: 10 },
  { name: 'memory', module: 'memory', minutes: 4 },
  { name: 'screen-pop', module: 'screenPop', minutes: 10 },
  { name: 'desktop', module: 'desktop', minutes: 8 },
  { name: 'paint', module: 'paint', minutes: 5 },
  { name: 'scroll', module: 'scroll', minutes: 10 },
]

/**
 * The parts that an option names.
 * @param only names separated by commas; absent: all
 * @throws Error for a name that no part has
 */
export function chooseParts(only: string | undefined): readonly Part[] {
  if (only === undefined) return PARTS
  const names = only.split(',').map((name) => name.trim()).filter(Boolean)
  const unknown = names.filter((name) => !PARTS.some((part) => part.name === name))
  if (unknown.length > 0 || names.length === 0) throw new Error(`No part is called ${unknown.join(', ') || '""'}. There are: ${PARTS.map(({ name }) => name).join(', ')}`)
  return PARTS.filter(({ name }) => names.includes(name))
}
