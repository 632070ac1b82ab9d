import type { LogSource } from '#shared/domain/ticket/enumerations.ts'
import type { UserFacts } from '#shared/domain/permissions.ts'
import type { TicketType } from '#shared/domain/ticket/types.ts'

/** The signed-in user as the server knows him for one request. */
export interface CurrentUser extends UserFacts {
  id: number
  account: string
  name: string
  organisationId: number
  organisationName: string
  /** Set where the role approver is held by delegation alone: whom he acts for. */
  approverFor: { id: number; name: string; ticketTypes: readonly TicketType[] | null } | null
}

/** Who asks, and from where. */
export interface Caller {
  user: CurrentUser
  source: Exclude<LogSource, 'system'>
  requestId: string
  /** From the `Idempotency-Key` header; the hash covers method, path and body. */
  idempotency: { key: string; requestHash: string } | null
}
