import { defineStore } from 'pinia'
import { reactive, watch } from 'vue'
import { API_ERRORS } from '#shared/contract/errors.ts'
import { listPreference } from '#shared/contract/listPreference.ts'
import type { ColumnPreference } from '#shared/contract/listPreference.ts'
import type { TicketTabId } from '#shared/domain/lists/tabs.ts'
import { client } from '../../../../api/client.ts'
import { toProblem } from '../../../../api/problem.ts'
import type { ApiProblem } from '../../../../api/problem.ts'
import { useConnectionStore } from '../../../../stores/connection.ts'
import { readLocal, writeLocal } from '../../../../stores/localRecord.ts'
import { useSessionStore } from '../../../../stores/session.ts'

/** A person's columns of one list. */
export interface ListColumns {
  /** Null: the standard ones. */
  columns: readonly ColumnPreference[] | null
  /** Chosen here and not yet on the server. */
  unsaved: boolean
  /** Why it could not be saved. */
  problem: ApiProblem | null
}

/** Several changes in a row are one choice. Milliseconds. */
const SETTLE = 600
/** Until the next try where the server names no time. Milliseconds. */
const RETRY = 20_000

type Kept = Record<string, unknown>
const isRecord = (value: unknown): value is Kept => typeof value === 'object' && value !== null && !Array.isArray(value)
const recordName = (userId: string): string => `gongdan.columns.${userId}`

/** What an earlier start kept; what cannot be read is forgotten. */
function revive(kept: unknown): ListColumns {
  const read = isRecord(kept) ? listPreference.shape.columns.safeParse(kept.columns) : null
  return { columns: read?.success ? read.data : null, unsaved: isRecord(kept) && read?.success === true && kept.unsaved === true, problem: null }
}

/** Whether a failure passes by itself, or with the next session. */
export const mayPass = ({ code, status }: ApiProblem): boolean => status === 0 || status === 401 || (code in API_ERRORS && API_ERRORS[code as keyof typeof API_ERRORS].retryable)

/**
 * Which columns a person has in each list. They are the server's, so that they follow him to another machine; a copy on
 * this one shows them at once. What he changes counts on the screen from the first moment; while the server does not take
 * it, it is kept here and tried again.
 */
export const useListColumnsStore = defineStore('listColumns', () => {
  const session = useSessionStore()
  const connection = useConnectionStore()
  const lists = reactive(new Map<TicketTabId, ListColumns>())
  const timers = new Map<TicketTabId, ReturnType<typeof setTimeout>>()
  const saving = new Set<TicketTabId>()
  /** Counts the choices of a list, so that an older answer never takes the place of a newer choice. */
  const revisions = new Map<TicketTabId, number>()
  let owner: string | null = null
  let kept: Kept = {}

  function belongTo(userId: string | null): void {
    if (userId === owner) return
    owner = userId
    for (const timer of timers.values()) clearTimeout(timer)
    timers.clear()
    revisions.clear()
    lists.clear()
    kept = userId === null ? {} : (readLocal(recordName(userId), isRecord) ?? {})
  }
  function columnsOf(list: TicketTabId): ListColumns {
    belongTo(session.user?.id ?? owner)
    const known = lists.get(list)
    if (known) return known
    lists.set(list, revive(kept[list]))
    return lists.get(list) ?? revive(null)
  }
  function keep(list: TicketTabId, { columns, unsaved }: ListColumns): void {
    if (owner === null) return
    kept = { ...kept, [list]: { columns, unsaved } }
    writeLocal(recordName(owner), kept)
  }
  const revisionOf = (list: TicketTabId): number => revisions.get(list) ?? 0

  function saveIn(list: TicketTabId, delay: number): void {
    clearTimeout(timers.get(list))
    timers.set(list, setTimeout(() => void save(list), delay))
  }
  async function save(list: TicketTabId): Promise<void> {
    timers.delete(list)
    const entry = columnsOf(list)
    if (!entry.unsaved || saving.has(list)) return
    const [asked, by] = [revisionOf(list), owner]
    saving.add(list)
    try {
      await client.setListPreference({ params: { list }, body: { columns: entry.columns === null ? null : [...entry.columns] } })
      if (by !== owner) return
      entry.problem = null
      entry.unsaved = asked !== revisionOf(list)
      keep(list, entry)
    } catch (error) {
      if (by !== owner) return
      entry.problem = toProblem(error)
      if (mayPass(entry.problem)) saveIn(list, (entry.problem.retryAfter ?? 0) * 1000 || RETRY)
    } finally {
      saving.delete(list)
    }
    // Something was chosen while this was under way.
    if (entry.unsaved && asked !== revisionOf(list)) saveIn(list, 0)
  }
  /** Takes a choice; it is on the screen at once. @param columns null: the standard ones */
  function choose(list: TicketTabId, columns: readonly ColumnPreference[] | null): void {
    const entry = columnsOf(list)
    entry.columns = columns
    entry.unsaved = true
    revisions.set(list, revisionOf(list) + 1)
    keep(list, entry)
    saveIn(list, SETTLE)
  }
  /** Reads what holds on the server; what was chosen here and is not there yet goes there instead. */
  async function refresh(list: TicketTabId): Promise<void> {
    const entry = columnsOf(list)
    if (entry.unsaved) return save(list)
    const [asked, by] = [revisionOf(list), owner]
    try {
      const { columns } = await client.getListPreference({ params: { list } })
      if (by !== owner || asked !== revisionOf(list)) return
      // The same choice stays the same object: no row is drawn anew.
      if (JSON.stringify(columns) !== JSON.stringify(entry.columns)) entry.columns = columns
      keep(list, entry)
    } catch {
      // The columns of the last time stay; the next opening of the list asks again, and the list says itself what is wrong.
    }
  }
  watch(() => [connection.online, session.access] as const, ([online]) => {
    if (!online) return
    for (const [list, entry] of lists) if (entry.unsaved && (entry.problem === null || mayPass(entry.problem))) saveIn(list, entry.problem === null ? SETTLE : 0)
  })

  return { columnsOf, choose, refresh }
})
