import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Rescue } from '#shared/contract/localStore.ts'
import { syncFolder } from '../dataKey.ts'
import { createFileTable } from '../files/fileTable.ts'
import { describeSealedFile } from '../files/sealedFile.ts'
import { createDatabase } from '../newStore.ts'
import { filePaths, type StorePaths } from '../paths.ts'
import type { Sealer } from '../sealing.ts'
import { connect, transaction } from '../sqlite.ts'
import { rowsInBytes } from './pages.ts'
import { createRowReceiver, readTable, type RescuedTable } from './rows.ts'

const readOrEmpty = (file: string): Buffer => (existsSync(file) ? readFileSync(file) : Buffer.alloc(0))

/** Moves what is there of a store's files into a folder of their own, where they stay for support. */
export function setAside(paths: StorePaths, names: readonly string[], reason: 'damaged' | 'key', now: Date): void {
  const folder = join(paths.setAside, `${now.toISOString().replace(/[:.]/g, '-')}-${process.pid}-${reason}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of names.filter((each) => existsSync(join(paths.folder, each)))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    renameSync(join(paths.folder, name), join(folder, name))
  }
  syncFolder(paths.folder)
}

/** @returns whether the damaged file could be read without any loss through SQLite alone */
function readThroughSqlite(copy: string, take: ReturnType<typeof createRowReceiver>): boolean {
  try {
    const source = connect(copy)
    try {
      const complete = (['drafts', 'outbox'] satisfies RescuedTable[]).map((table) => readTable(source, table, take))
      return complete.every(Boolean)
    } finally {
      source.close()
    }
  } catch {
    return false
  }
}

/**
 * Makes a new store of what can be read of a damaged one: through SQLite, where that fails page by page, and the files from what
 * they say of themselves. The damaged file is set aside as it is. Until the new one is whole nothing of the old is touched, so
 * that a full disk or a crash on the way loses nothing: the next opening begins again.
 */
export function rescueStore(paths: StorePaths, sealer: Sealer, now: Date): Rescue {
  const work = join(paths.folder, `rescue.${process.pid}.tmp`)
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { mode: 0o700 })
  try {
    const [copy, made] = [join(work, 'damaged.db'), join(work, 'new.db')]
    for (const suffix of ['', '-wal']) if (existsSync(paths.database + suffix)) copyFileSync(paths.database + suffix, copy + suffix)
    createDatabase(made, sealer)
    const target = connect(made)
    let rescue: Rescue
    const unreadable: string[] = []
    try {
      const receiver = createRowReceiver(target, sealer)
      const files = createFileTable(target, sealer)
      rescue = transaction(target, () => {
        const complete = readThroughSqlite(copy, receiver)
        if (!complete) for (const { columns } of rowsInBytes(readOrEmpty(paths.database), readOrEmpty(`${paths.database}-wal`))) receiver.take(columns)
        for (const id of readdirSync(paths.files).filter((name) => !name.endsWith('.tmp'))) {
          try {
            files.put(describeSealedFile(filePaths(paths, id), sealer, id), now.getTime())
          } catch {
            unreadable.push(id)
          }
        }
        const count = (table: RescuedTable) => Number(target.prepare(`SELECT COUNT(*) AS found FROM ${table}`).get()?.['found'])
        return { drafts: count('drafts'), outbox: count('outbox'), lost: !complete || unreadable.length > 0 }
      })
    } finally {
      target.close()
    }
    renameSync(made, paths.rescued)
    syncFolder(paths.folder)
    setAside(paths, ['store.db', 'store.db-wal', ...unreadable.map((id) => join('files', id))], 'damaged', now)
    finishRescue(paths)
    return rescue
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** Puts the new store in the place of the old; what a crash may have left to be done. */
export function finishRescue(paths: StorePaths): void {
  if (existsSync(paths.database)) {
    // The crash came before the damaged one was set aside: the rescue is made anew.
    rmSync(paths.rescued, { force: true })
    return
  }
  if (!existsSync(paths.rescued)) return
  for (const suffix of ['-wal', '-shm']) rmSync(paths.database + suffix, { force: true })
  renameSync(paths.rescued, paths.database)
  syncFolder(paths.folder)
}
