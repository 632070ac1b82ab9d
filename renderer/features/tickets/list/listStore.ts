import { defineStore } from 'pinia'
import { reactive, watch } from 'vue'
import type { Condition } from '#shared/contract/query.ts'
import { ticketQueryBody } from '#shared/contract/query.ts'
import type { TicketTabId } from '#shared/domain/lists/tabs.ts'
import { readLocal, writeLocal } from '../../../stores/localRecord.ts'
import { useSessionStore } from '../../../stores/session.ts'
import { firstPage, isCursorStack } from './cursorStack.ts'
import type { CursorStack } from './cursorStack.ts'
import { emptyQuery, noQuickFilters, queryBody, withoutPersonalData } from './listQuery.ts'
import type { ListQuery } from './listQuery.ts'

/** What a list keeps while its tab is closed and over restarts. */
export interface ListMemory {
  query: ListQuery
  cursors: CursorStack
  /** Pixels. */
  scrollTop: number
  currentNo: string | null
  advancedOpen: boolean
}

const recordName = (userId: string): string => `gongdan.lists.${userId}`
const freshMemory = (): ListMemory => ({ query: emptyQuery(), cursors: firstPage, scrollTop: 0, currentNo: null, advancedOpen: false })
type Kept = Record<string, unknown>
const isRecord = (value: unknown): value is Kept => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads what an earlier version may have kept; what the API would refuse is forgotten. */
function revive(tab: TicketTabId, kept: unknown): ListMemory {
  const memory = freshMemory()
  if (!isRecord(kept) || !isRecord(kept.query)) return memory
  const query = { ...emptyQuery(), ...kept.query, quick: { ...noQuickFilters(), ...(isRecord(kept.query.quick) ? kept.query.quick : {}) } } as ListQuery
  try {
    if (!ticketQueryBody.safeParse(queryBody(tab, query, null)).success) return memory
  } catch {
    return memory
  }
  return {
    query,
    cursors: isCursorStack(kept.cursors) ? kept.cursors : firstPage,
    scrollTop: typeof kept.scrollTop === 'number' ? kept.scrollTop : 0,
    currentNo: typeof kept.currentNo === 'string' ? kept.currentNo : null,
    advancedOpen: kept.advancedOpen === true,
  }
}

/** Filters, order, page and place of every list, by person; kept on this machine without customers' data. */
export const useTicketListStore = defineStore('ticketLists', () => {
  const session = useSessionStore()
  const memories = reactive(new Map<TicketTabId, ListMemory>())
  /** Rises whenever somebody else than the list itself sets the query of this list. */
  const presets = reactive(new Map<TicketTabId, number>())
  let owner: string | null = null
  let kept: Kept = {}
  let timer: ReturnType<typeof setTimeout> | undefined

  function belongTo(userId: string | null): void {
    if (userId === owner) return
    owner = userId
    memories.clear()
    kept = userId === null ? {} : (readLocal(recordName(userId), isRecord) ?? {})
  }
  function memoryOf(tab: TicketTabId): ListMemory {
    belongTo(session.user?.id ?? owner)
    const known = memories.get(tab)
    if (known) return known
    memories.set(tab, revive(tab, kept[tab]))
    return memories.get(tab) ?? freshMemory()
  }
  /** Sets the conditions of a list, for who opens it from elsewhere; an open list reads them at once. */
  function preset(tab: TicketTabId, query: Partial<ListQuery> & { readonly conditions: readonly Condition[] }): void {
    Object.assign(memoryOf(tab), { ...freshMemory(), query: { ...emptyQuery(), ...query }, advancedOpen: query.conditions.length > 0 })
    presets.set(tab, (presets.get(tab) ?? 0) + 1)
  }
  function write(): void {
    if (owner === null) return
    for (const [tab, memory] of memories) {
      const query = withoutPersonalData(memory.query)
      // A cursor belongs to its conditions.
      const whole = query.conditions.length === memory.query.conditions.length && query.quick.phone === memory.query.quick.phone
      kept[tab] = { ...memory, query, cursors: whole ? memory.cursors : firstPage }
    }
    writeLocal(recordName(owner), kept)
  }
  watch(memories, () => {
    clearTimeout(timer)
    timer = setTimeout(write, 400)
  }, { deep: true })
  if (typeof window !== 'undefined') window.addEventListener('pagehide', write)

  return { memoryOf, preset, presets }
})
