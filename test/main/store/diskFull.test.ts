import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { entry, startStores, STORE_SERVER, uuid, type StoreBench } from '../../support/localStores.ts'
import { startStoreProcess } from '../../support/storeProcesses/start.ts'

// The disk and the processor are shared.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const codeOf = (work: () => unknown): string | null => {
  try {
    work()
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}

it.skipIf(process.platform === 'win32')('a file that may not grow: what was answered is there, what was not has a code of its own', { timeout: 30_000 }, async () => {
  const bench = startStores()
  try {
    const filling = startStoreProcess('fill', bench.root, 'filler', 4_000)
    await filling.ended
    const last = (name: string) => Number(filling.lines.findLast((line) => name in line)?.[name] ?? 0)
    expect(filling.lines.find((line) => 'failed' in line)).toEqual({ failed: 'ipc_disk_full' })
    expect(last('saved')).toBeGreaterThan(20)
    expect(last('stillThere')).toBe(last('saved'))
    expect((await bench.stores.open(STORE_SERVER, '1')).rescued).toBeNull()
    const store = bench.stores.current()
    expect([store.drafts('call').length, store.outbox().length]).toEqual([last('saved'), last('added')])
    store.saveDraft({ kind: 'call', id: 'after', json: '1' })
  } finally {
    await bench.end()
  }
})

/** Only root may mount; elsewhere the file size limit above is what shows a full disk. */
const mountPoint = mkdtempSync(join(tmpdir(), 'gongdan-small-disk-'))
const canMount = process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', mountPoint]).status === 0
if (canMount) spawnSync('umount', [mountPoint])
afterAll(() => rmSync(mountPoint, { recursive: true }))

describe.skipIf(!canMount)('a disk of 3 MB', () => {
  let bench: StoreBench
  const filler = join(mountPoint, 'filler')
  const store = () => bench.stores.current()
  const save = (number: number) => store().saveDraft({ kind: 'call', id: String(number), json: JSON.stringify({ number, text: '客'.repeat(800) }) })
  /** Takes what room there is. */
  function fillUp(): void {
    const { bavail, bsize } = statfsSync(mountPoint)
    writeFileSync(filler, Buffer.alloc(Number(bavail) * Number(bsize)))
    expect(Number(statfsSync(mountPoint).bavail)).toBe(0)
  }
  function saveUntilFull(): number {
    for (let number = 1; number < 10_000; number += 1) {
      const code = codeOf(() => save(number))
      if (code === null) continue
      expect(code).toBe('ipc_disk_full')
      return number - 1
    }
    throw new Error('The disk was never full')
  }
  beforeEach(async () => {
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', mountPoint]).status).toBe(0)
    bench = startStores({ root: join(mountPoint, 'stores') })
    await bench.stores.open(STORE_SERVER, '1')
  })
  afterEach(async () => {
    await bench.end()
    expect(spawnSync('umount', [mountPoint]).status).toBe(0)
  })

  it('full: the code says so, what was stored is read and stays, and with room again the work goes on', async () => {
    store().addToOutbox({ entry: entry(1), draft: null })
    const saved = saveUntilFull()
    expect(saved).toBeGreaterThan(100)
    expect(store().drafts('call')).toHaveLength(saved)
    expect(codeOf(() => store().addToOutbox({ entry: entry(2, { request: JSON.stringify('客'.repeat(3_000)) }), draft: { kind: 'call', id: '1' } }))).toBe('ipc_disk_full')
    await expect(store().addFile({ id: uuid(71), name: 'a.png', mediaType: 'image/png', bytes: new Uint8Array(2_000_000) })).rejects.toMatchObject({ code: 'ipc_disk_full' })
    expect(store().outbox().map(({ id }) => id)).toEqual([uuid(1)])
    expect(store().drafts('call')).toHaveLength(saved)
    expect(spawnSync('mount', ['-o', 'remount,size=8m', mountPoint]).status).toBe(0)
    save(saved + 1)
    store().addToOutbox({ entry: entry(2), draft: { kind: 'call', id: '1' } })
    expect([store().drafts('call').length, store().outbox().length]).toEqual([saved, 2])
    expect(bench.rescues).toEqual([])
  })

  it('full at the start: the store is as it was, and opens when there is room', async () => {
    for (let number = 1; number <= 50; number += 1) save(number)
    await bench.stores.close()
    fillUp()
    const outcome = await bench.stores.open(STORE_SERVER, '1').then(() => 'opened', (error: unknown) => (error as { code: string }).code)
    expect(['opened', 'ipc_disk_full']).toContain(outcome)
    if (outcome === 'opened') expect(store().drafts('call')).toHaveLength(50)
    rmSync(filler)
    expect((await bench.stores.open(STORE_SERVER, '1')).rescued).toBeNull()
    expect(store().drafts('call')).toHaveLength(50)
  })

  it('full at the very first start, nothing is half made', async () => {
    await bench.stores.close()
    fillUp()
    await expect(bench.stores.open(STORE_SERVER, '2')).rejects.toMatchObject({ code: 'ipc_disk_full' })
    rmSync(filler)
    expect(await bench.stores.open(STORE_SERVER, '2')).toEqual({ protected: true, rescued: null })
    save(1)
  })

  it('full while a damaged store is rescued: the damaged one stays, and is rescued when there is room', async () => {
    for (let number = 1; number <= 50; number += 1) save(number)
    await bench.stores.close()
    const file = bench.paths('1').database
    const bytes = readFileSync(file)
    bytes.fill(7, 0, 100)
    writeFileSync(file, bytes)
    fillUp()
    await expect(bench.stores.open(STORE_SERVER, '1')).rejects.toMatchObject({ code: 'ipc_disk_full' })
    expect(readFileSync(file).equals(bytes)).toBe(true)
    rmSync(filler)
    expect((await bench.stores.open(STORE_SERVER, '1')).rescued).toEqual({ drafts: 50, outbox: 0, lost: true })
    expect(store().drafts('call')).toHaveLength(50)
  })
})
