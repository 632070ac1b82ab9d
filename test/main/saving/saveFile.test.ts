import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ipcCalls } from '#shared/contract/ipc.ts'
import { createFileSaver, type SaveDialogOptions } from '../../../main/saving/saveFile.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'gongdan-saving-')) })
afterEach(() => {
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true, force: true })
})

const bytes = new Uint8Array([37, 80, 68, 70])
const name = '投诉-2603000001-2026-03-04.pdf'

/** A saver whose person answers as told. */
function saver(answer: (options: SaveDialogOptions) => string | null) {
  const asked: SaveDialogOptions[] = []
  const logged: unknown[] = []
  let kept = ''
  const write = (...entry: unknown[]): void => void logged.push(entry)
  const save = createFileSaver({
    downloads: () => join(folder, 'downloads'), lastFolder: () => kept, keepFolder: (chosen) => { kept = chosen },
    ask: (options) => {
      asked.push(options)
      return Promise.resolve(answer(options))
    },
    log: { info: write, warn: write, error: write },
  })
  return { save, asked, logged, kept: () => kept }
}

describe('keeping a file', () => {
  it('offers the downloads first, then the folder that was chosen last', async () => {
    const { save, asked } = saver(() => join(folder, 'mine.pdf'))
    expect(await save({ name, bytes })).toEqual({ result: 'saved', path: join(folder, 'mine.pdf') })
    await save({ name, bytes })
    expect(asked.map(({ defaultPath }) => defaultPath)).toEqual([join(folder, 'downloads', name), join(folder, name)])
    expect(asked[0]!.filters).toEqual([{ name: 'PDF', extensions: ['pdf'] }])
    expect(readFileSync(join(folder, 'mine.pdf'))).toEqual(Buffer.from(bytes))
    expect(statSync(join(folder, 'mine.pdf')).mode & 0o077).toBe(0)
  })

  it('does nothing when the person changes his mind', async () => {
    const { save, kept } = saver(() => null)
    expect(await save({ name, bytes })).toEqual({ result: 'cancelled' })
    expect(readdirSync(folder)).toEqual([])
    expect(kept()).toBe('')
  })

  it('replaces an older file whole, and leaves it as it was where that fails', async () => {
    const path = join(folder, 'ticket.pdf')
    writeFileSync(path, 'older')
    const { save } = saver(() => path)
    await save({ name, bytes })
    expect(readFileSync(path)).toEqual(Buffer.from(bytes))
    expect(readdirSync(folder)).toEqual(['ticket.pdf'])
  })

  it('says what is in the way, leaves no half file and no path in the log', async () => {
    mkdirSync(join(folder, 'folder.pdf'))
    writeFileSync(join(folder, 'file'), '')
    for (const path of [join(folder, 'folder.pdf'), join(folder, 'file', 'ticket.pdf')]) {
      const { save, logged, kept } = saver(() => path)
      expect(await save({ name, bytes })).toEqual({ result: 'failed', reason: 'no_right', path })
      expect(JSON.stringify(logged)).not.toContain(folder)
      expect(kept()).toBe('')
    }
    const { save } = saver(() => join(folder, 'missing', 'ticket.pdf'))
    expect(await save({ name, bytes })).toMatchObject({ result: 'failed', reason: 'other' })
    expect(readdirSync(folder).sort()).toEqual(['file', 'folder.pdf'])
  })

  // A file system of its own that is soon full; only root may make one.
  it.skipIf(process.getuid?.() !== 0 || process.platform !== 'linux')('says that the disk is full, and leaves the older file as it was', async () => {
    const small = join(folder, 'small')
    mkdirSync(small)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small])
    try {
      const path = join(small, 'ticket.pdf')
      writeFileSync(path, 'older')
      const { save } = saver(() => path)
      expect(await save({ name, bytes: new Uint8Array(200_000) })).toEqual({ result: 'failed', reason: 'disk_full', path })
      expect(readFileSync(path, 'utf8')).toBe('older')
      expect(readdirSync(small)).toEqual(['ticket.pdf'])
    } finally {
      execFileSync('umount', [small])
    }
  })

  it('takes a name alone from the page, never a path', () => {
    const { input } = ipcCalls['document.saveAs']
    expect(input.safeParse({ name, bytes }).success).toBe(true)
    for (const wrong of ['../evil.pdf', 'a/b.pdf', 'C:\\x.pdf', 'no-ending', 'x.pdf\n', '', `${'长'.repeat(90)}.pdf`]) expect(input.safeParse({ name: wrong, bytes }).success, wrong).toBe(false)
    expect(input.safeParse({ name, bytes: 'text' }).success).toBe(false)
  })
})
