import type { FollowUpRecord } from '#shared/contract/history.ts'
import type { RequestKind } from '#shared/domain/ticket/enumerations.ts'
import { newestFirst } from '#shared/domain/ticket/timeline.ts'

/** A request of the ticket that was decided before. */
export interface EarlierRequest { readonly id: string; readonly kind: RequestKind; readonly approved: boolean; readonly at: string; readonly byName: string; readonly comment: string | null }

const DECISION = /^(approve|reject)_(return|visit|closure)$/

/** The decided requests among the records of a ticket, newest first. */
export function earlierRequests(records: readonly FollowUpRecord[]): EarlierRequest[] {
  return [...records].sort(newestFirst).flatMap((record) => {
    const [, decision, kind] = DECISION.exec(record.operation) ?? []
    return decision ? [{ id: record.id, kind: kind as RequestKind, approved: decision === 'approve', at: record.at, byName: record.byName, comment: record.content }] : []
  })
}
