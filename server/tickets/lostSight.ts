import { z } from 'zod'
import type { Unit } from '../commands/unit.ts'
import type { TicketRow } from '../models/index.ts'
import { assistantsOf } from './loadTicket.ts'

/** Ids of the organisations from whose sight an operation takes a ticket; kept in the event's data, so that the stream can tell them. */
export interface LostSight {
  mallId: number | null
  departmentId: number | null
  assistantIds: number[]
}

type ScopeColumns = Pick<TicketRow, 'id' | 'scopeMallId' | 'scopeDepartmentId' | 'submittedAt'>

/** Who saw the ticket before and may not after; null where nobody lost it. */
export async function lostSight(unit: Unit, before: ScopeColumns, after: ScopeColumns): Promise<LostSight | null> {
  const withdrawn = before.submittedAt !== null && after.submittedAt === null
  const lost: LostSight = {
    mallId: before.scopeMallId === after.scopeMallId ? null : before.scopeMallId,
    departmentId: before.scopeDepartmentId === after.scopeDepartmentId ? null : before.scopeDepartmentId,
    assistantIds: withdrawn ? await assistantsOf(unit.services, before.id, unit.transaction) : [],
  }
  return lost.mallId === null && lost.departmentId === null && lost.assistantIds.length === 0 ? null : lost
}

const databaseId = z.int().nullable()
const written = z.object({ lostSight: z.object({ mallId: databaseId, departmentId: databaseId, assistantIds: z.array(z.int()) }) })

/** Reads it back from the text of an event's data; what is anything else says that nobody lost sight. */
export function readLostSight(data: string | null): LostSight | null {
  if (data === null) return null
  try {
    return written.safeParse(JSON.parse(data)).data?.lostSight ?? null
  } catch (error) {
    // A row that somebody has damaged must not stop the stream of all others.
    if (error instanceof SyntaxError) return null
    throw error
  }
}
