import type { DatabaseSync } from 'node:sqlite'
import type { IpcInput } from '#shared/contract/ipc.ts'
import type { StoredDraft } from '#shared/contract/localStore.ts'
import { openJson, type Sealer } from './sealing.ts'

type DraftKey = IpcInput<'draft.remove'>

/** Forms that are being written. */
export interface DraftTable {
  /** Oldest saved first. */
  list(kind: StoredDraft['kind']): StoredDraft[]
  /** On the disk when it returns. */
  save(draft: IpcInput<'draft.save'>, now: Date): { savedAt: string }
  remove(key: DraftKey): void
  /** Whether a draft names a file. */
  mentions(fileId: string): boolean
  count(): number
}

/** What the row's content belongs to. @param fingerprint the row's column */
export const draftIdentity = (kind: string, fingerprint: Uint8Array): string => `draft:${kind}:${Buffer.from(fingerprint).toString('hex')}`

export function createDraftTable(database: DatabaseSync, sealer: Sealer): DraftTable {
  const every = database.prepare('SELECT kind, fingerprint, sealed, saved_at FROM drafts ORDER BY saved_at, number')
  const put = database.prepare(
    `INSERT INTO drafts (fingerprint, kind, sealed, saved_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (fingerprint) DO UPDATE SET sealed = excluded.sealed, saved_at = excluded.saved_at`)
  const drop = database.prepare('DELETE FROM drafts WHERE fingerprint = ?')
  const counted = database.prepare('SELECT COUNT(*) AS drafts FROM drafts')
  const fingerprintOf = ({ kind, id }: DraftKey) => sealer.fingerprint('draft', `${kind} ${id}`)

  const all = (): StoredDraft[] => every.all().map(({ kind, fingerprint, sealed, saved_at }) => {
    const identity = draftIdentity(String(kind), fingerprint as Uint8Array)
    return { ...openJson<Pick<StoredDraft, 'id' | 'json'>>(sealer, identity, sealed), kind: kind as StoredDraft['kind'], savedAt: new Date(Number(saved_at)).toISOString() }
  })

  return {
    list: (kind) => all().filter((draft) => draft.kind === kind),
    save({ kind, id, json }, now) {
      const fingerprint = fingerprintOf({ kind, id })
      put.run(fingerprint, kind, sealer.seal(draftIdentity(kind, fingerprint), JSON.stringify({ id, json })), now.getTime())
      return { savedAt: now.toISOString() }
    },
    remove(key) {
      drop.run(fingerprintOf(key))
    },
    mentions: (fileId) => all().some(({ json }) => json.includes(fileId)),
    count: () => Number(counted.get()?.['drafts']),
  }
}
