import { ApiError } from '../errors.ts'
import type { LoadedTicket } from './loadTicket.ts'

/** @throws ApiError `stale_version` if the ticket is no longer the one the user saw; the route adds the present ticket */
export function requireVersion(ticket: LoadedTicket, version: number | undefined): void {
  if (version !== ticket.row.version) throw new ApiError('stale_version')
}
