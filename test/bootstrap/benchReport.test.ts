import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { memoryFigures } from '#test/bench/load/memoryWatch.ts'
import { firstLoad } from '#test/bench/parts/size/firstLoad.ts'
import { ceilingOf } from '#test/bench/parts/twoServers.ts'
import { allowForLoad, judged, timed, type Finding } from '#test/bench/report/finding.ts'
import { chooseParts, PARTS } from '#test/bench/report/parts.ts'
import { median, percentile, slope } from '#test/bench/report/statistics.ts'
import { countVerdicts, renderTable, type PartResult } from '#test/bench/report/table.ts'

describe('the figures of a benchmark', () => {
  it('say below which value a share of all lies', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect([0, 0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([1, 50, 95, 99, 100])
    expect(percentile([7], 0.95)).toBe(7)
    expect(percentile([], 0.95)).toBeNaN()
  })

  it('say which is the middle one, without changing what they are given', () => {
    const given = [3, 1, 2]
    expect(median(given)).toBe(2)
    expect(given).toEqual([3, 1, 2])
    expect(median([1, 2, 3, 4])).toBe(3)
  })

  it('say how fast something grows', () => {
    expect(slope([{ x: 0, y: 5 }, { x: 1, y: 7 }, { x: 2, y: 9 }])).toBeCloseTo(2)
    expect(slope([{ x: 3, y: 1 }, { x: 3, y: 9 }])).toBe(0)
    expect(slope([])).toBe(0)
  })

  it('tell memory that grows from memory that stays', () => {
    const minutes = Array.from({ length: 40 }, (_, index) => index / 10)
    const flat = memoryFigures(minutes.map((x, index) => ({ x, y: index < 10 ? 100 + index * 10 : 200 + (index % 2) })))
    expect(flat).toMatchObject({ max: 201, drift: 0 })
    expect(Math.abs(flat.growth)).toBeLessThan(0.5)
    const growing = memoryFigures(minutes.map((x) => ({ x, y: 100 + 20 * x })))
    expect(growing.growth).toBeCloseTo(20)
    expect(growing.drift).toBeCloseTo(20)
  })

  it('say what a machine allows two servers at most', () => {
    // Processors enough: twice as much.
    expect(ceilingOf({ server: 1, database: 0.2, clients: 0.1 }, 8)).toBeCloseTo(2)
    // Two processors: one server leaves half a processor idle, and two have that half besides.
    expect(ceilingOf({ server: 1, database: 0.4, clients: 0.2 }, 2)).toBeCloseTo(2 / 1.6)
    // The database takes most: a second server helps nobody.
    expect(ceilingOf({ server: 1, database: 3, clients: 0 }, 2)).toBeCloseTo(1)
  })
})

const load = { average: 3.21, others: 0.126 }
const result = (findings: Finding[]): PartResult => ({ part: 'create', seconds: 9, load, findings })

describe('the table of a benchmark', () => {
  it('has a line for each finding, with the load of the machine', () => {
    const table = renderTable([result([judged('create | with everything', '≥ 40 %', '43 %', true, 'two\nlines'), judged('other', '', '1', false)])])
    const lines = table.split('\n')
    expect(lines).toHaveLength(4)
    expect(lines[2]).toBe('| create | create \\| with everything | ≥ 40 % | 43 %     | met     | 3.2, others 13 % | two lines |')
    expect(lines[3]).toMatch(/^\| create \| other {20,}\| {8}\| 1 {8}\| missed  \| 3\.2, others 13 % \|/)
  })

  it('counts what was met and what was missed', () => {
    const finding = (verdict: Finding['verdict']): Finding => ({ ...judged('', '', '', true), verdict })
    expect(countVerdicts([result([finding('met'), finding('missed'), finding('noted')]), result([finding('met'), finding('not measured'), finding('limited')])])).toBe('2 met, 1 missed, 1 limited, 1 not measured')
  })

  it('does not hold times against the program that others on the machine made long', () => {
    const verdicts = (others: number): string[] => allowForLoad([timed('p95', '≤ 50 ms', '80 ms', false), timed('p95', '≤ 50 ms', '8 ms', true), judged('share', '≥ 40 %', '20 %', false)], { average: 9, others }).map(({ verdict }) => verdict)
    expect(verdicts(0.1)).toEqual(['missed', 'met', 'missed'])
    expect(verdicts(0.6)).toEqual(['limited', 'met', 'missed'])
  })
})

describe('the parts of a benchmark', () => {
  it('are all of them, or those that are named, in their own order', () => {
    expect(chooseParts(undefined)).toBe(PARTS)
    expect(chooseParts('read, create').map(({ name }) => name)).toEqual(['create', 'read'])
  })

  it('are refused by a wrong name, which is told together with the right ones', () => {
    expect(() => chooseParts('create,lost')).toThrow(/lost.*sweep/)
    expect(() => chooseParts('')).toThrow(/There are/)
  })
})

describe('the first load of the page', () => {
  it('is what the page names and what that imports before it runs, each once', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gongdan-first-load-'))
    try {
      mkdirSync(join(folder, 'assets'))
      const files = {
        'index.html': '<script type="module" crossorigin src="./assets/index.js"></script><link rel="modulepreload" crossorigin href="./assets/vue.js"><link rel="stylesheet" href="./assets/index.css">',
        'assets/index.js': 'import{a as b}from"./vue.js";import"./side.js";const later=()=>import("./charts.js");export{b};export*from"./shared.js";',
        'assets/vue.js': 'export const a=1', 'assets/side.js': 'import{a}from"./vue.js";', 'assets/shared.js': 'var PDFDocument=1', 'assets/charts.js': 'zrender', 'assets/index.css': '',
      }
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
      const { scripts, bytes, heavy } = firstLoad(folder)
      expect([...scripts].sort()).toEqual(['assets/index.js', 'assets/shared.js', 'assets/side.js', 'assets/vue.js'])
      expect(bytes).toBe(scripts.reduce((sum, name) => sum + gzipSync(files[name as keyof typeof files]).length, 0))
      expect(heavy).toEqual(['PDF'])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
