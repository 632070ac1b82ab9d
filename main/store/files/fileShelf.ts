import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { LocalFile } from '#shared/contract/localStore.ts'
import { IpcFailure } from '../../ipc/failure.ts'
import type { OpenDatabase } from '../openStore.ts'
import { filePaths, type StorePaths } from '../paths.ts'
import type { Sealer } from '../sealing.ts'
import { transaction } from '../sqlite.ts'
import { readSealedFile } from './sealedFile.ts'

/** A file that no draft and no item names is kept for this long, in ms: a form that was not yet saved may have it. */
const UNNAMED_KEPT = 7 * 24 * 3_600_000
/** What a write that broke off left behind goes after an hour, in ms; a younger one may be going on in another process. */
const LEFTOVER_KEPT = 3_600_000

/** A part of a waiting file, found by its content. @throws {IpcFailure} `ipc_file_missing` */
export function readWaitingFile(opened: OpenDatabase, paths: StorePaths, sealer: Sealer, part: { sha256: string; offset: number; length: number }): Uint8Array<ArrayBuffer> {
  for (const id of opened.files.withContent(part.sha256)) {
    try {
      // A copy: a view would take the memory around it along to the page.
      return new Uint8Array(readSealedFile(filePaths(paths, id), sealer, id, part.offset, part.length))
    } catch {
      // Gone or damaged; another copy of the same content may be whole.
    }
  }
  throw new IpcFailure('ipc_file_missing', 'no whole file of this content')
}

/** Removes a file that nobody needs any more: its row first, so that no row is without its file. */
export function removeFile({ database, files, outbox, drafts }: OpenDatabase, paths: StorePaths, id: string, options: { evenInDraft: boolean }): void {
  const removed = transaction(database, () => {
    if (outbox.needs(id) || (!options.evenInDraft && drafts.mentions(id))) return false
    files.remove(id)
    return true
  })
  if (removed) rmSync(filePaths(paths, id), { force: true })
}

/** Takes away the files of what was delivered before a crash, and what a broken-off write left behind. */
export function tidyFiles(opened: OpenDatabase, paths: StorePaths, now: Date): void {
  const { files } = opened
  const old = new Set(files.addedBefore(now.getTime() - UNNAMED_KEPT))
  for (const id of files.ids()) if (old.has(id) || opened.outbox.wasSent(id)) removeFile(opened, paths, id, { evenInDraft: false })
  const known = new Set(files.ids())
  for (const name of readdirSync(paths.files)) {
    const file = join(paths.files, name)
    const age = now.getTime() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? now.getTime())
    if (!known.has(name) && age > LEFTOVER_KEPT) rmSync(file, { force: true })
  }
}

/** Whether a file that came is the one that is here under its id already. @throws {IpcFailure} where it is another */
export function sameFile(known: LocalFile | null, sha256: string): LocalFile | null {
  if (known && known.sha256 !== sha256) throw new IpcFailure('ipc_input_invalid', 'another file has this id')
  return known
}
