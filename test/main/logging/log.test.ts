import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errorFields, openLog } from '../../../main/logging/log.ts'
import { logTail } from '../../../main/logging/logTail.ts'

const now = () => new Date('2026-11-22T08:00:00Z')
let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gongdan-log-'))
  file = join(folder, 'logs', 'main.log')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const lines = (path: string) => readFileSync(path, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)

describe('the log of the desktop program', () => {
  it('writes one JSON line for each event, with its time and level', () => {
    const log = openLog(file, now)
    log.info('started', { version: '0.1.0' })
    log.error('page_process_gone', { reason: 'crashed' })
    expect(lines(file)).toEqual([
      { at: '2026-11-22T08:00:00.000Z', level: 'info', event: 'started', version: '0.1.0' },
      { at: '2026-11-22T08:00:00.000Z', level: 'error', event: 'page_process_gone', reason: 'crashed' },
    ])
  })

  it('rotates while it runs, and keeps a bounded number of files below their size', () => {
    const limits = { maxBytes: 2_000, earlierFiles: 3 }
    const log = openLog(file, now, limits)
    for (let count = 0; count < 200; count += 1) log.info('tick', { count })
    const names = readdirSync(join(folder, 'logs')).sort()
    expect(names).toEqual(['main.log', 'main.log.1', 'main.log.2', 'main.log.3'])
    for (const name of names) expect(statSync(join(folder, 'logs', name)).size).toBeLessThanOrEqual(limits.maxBytes)
    // Newest last: nothing of the end is missing and nothing is out of order.
    const counts = [...names].reverse().flatMap((name) => lines(join(folder, 'logs', name)).map((line) => line['count'] as number))
    expect(counts.at(-1)).toBe(199)
    expect(counts).toEqual(counts.map((_one, index) => (counts[0] as number) + index))
  })

  it('goes on with the file of the start before, and counts its size', () => {
    const limits = { maxBytes: 200, earlierFiles: 2 }
    openLog(file, now, limits).info('first')
    const again = openLog(file, now, limits)
    for (let count = 0; count < 3; count += 1) again.info('second', { count })
    expect(lines(`${file}.1`)[0]).toMatchObject({ event: 'first' })
  })

  it('lets no phone number, name, token, path or event text get in', () => {
    const log = openLog(file, now)
    log.warn('deep_link_refused', { phone: '138 0013 8000', name: '沈若兰', token: 'refresh-token-of-the-test-0123456789', path: 'C:\\Users\\lin', number: 13800138000 })
    log.error('王先生说柜门坏了')
    log.error('ipc_failed', errorFields(Object.assign(new Error('no such customer 13912345678'), { code: 'ENOENT' })))
    const text = readFileSync(file, 'utf8')
    expect(text).not.toMatch(/138|沈若兰|王先生|refresh-token|Users|139/)
    expect(lines(file)[0]).toMatchObject({ event: 'deep_link_refused', phone: '[removed]', name: '[removed]', token: '[removed]', path: '[removed]', number: '[removed]' })
    expect(lines(file)[1]).toMatchObject({ event: 'unnamed_event' })
    expect(lines(file)[2]).toMatchObject({ error: 'Error', code: 'ENOENT' })
  })

  it('never stops the program where it cannot write', () => {
    writeFileSync(join(folder, 'logs'), 'a file where the folder should be')
    expect(() => openLog(file, now).info('started')).not.toThrow()
  })

  it('gives its last lines, whole ones only', () => {
    const log = openLog(file, now, { maxBytes: 10_000_000, earlierFiles: 1 })
    for (let count = 0; count < 3_000; count += 1) log.info('tick', { count })
    const tail = logTail(file, 200)
    expect(tail).toHaveLength(200)
    expect(tail.map((line) => (JSON.parse(line) as { count: number }).count)).toEqual(Array.from({ length: 200 }, (_one, index) => 2_800 + index))
    expect(logTail(join(folder, 'none.log'), 10)).toEqual([])
  })
})
