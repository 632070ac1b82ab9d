import type { Call } from '#shared/contract/call.ts'
import type { TicketFile } from '#shared/contract/download.ts'
import { mayPlayRecording } from '#shared/domain/calls/recording.ts'
import { can, handlesTicket } from '#shared/domain/permissions.ts'
import type { CurrentUser } from '../caller.ts'
import { findRows } from '../database/database.ts'
import { presentCall } from '../presenters/call.ts'
import { presentTickets } from '../presenters/ticket.ts'
import { callsOfTicket, namesOfCalls } from '../queries/calls.ts'
import { explainDeadlines, listLog, listRecords } from '../queries/ticketHistory.ts'
import type { Services } from '../services.ts'
import { loadTicket, type LoadedTicket } from '../tickets/loadTicket.ts'

/** What the page of a ticket shows to somebody, by the same presenters. */
export type TicketView = Omit<TicketFile, 'schema' | 'downloadedAt' | 'downloadedBy' | 'timeZone'>

/** Names that stand on the page for codes and ids. */
export interface ViewNames {
  cause: (code: string) => string
  reason: (code: string) => string
  /** By code; the code itself where there is no such organisation. */
  organisation: (code: string) => string
  /** By the id that the operation log keeps. */
  organisationById: (id: number) => string | null
}

async function callsOf({ database }: Services, user: CurrentUser, { row, scope }: LoadedTicket, insideInternalNetwork: boolean): Promise<Call[]> {
  if (!can(user, 'calls.read')) return []
  const calls = await callsOfTicket(database, row.id)
  const names = await namesOfCalls(database, calls)
  const playable = ({ recordingUrl }: { recordingUrl: string | null }): boolean =>
    mayPlayRecording({ hasRecording: recordingUrl !== null, organisationKind: user.organisationKind, insideInternalNetwork })
  return calls.map((call) => presentCall(call, names, { playable, masked: !handlesTicket(user, scope) }))
}

/**
 * The ticket with all that its page shows to this user.
 * @throws ApiError `not_found` also for what the user may not see
 */
export async function viewTicket(services: Services, user: CurrentUser, no: string, insideInternalNetwork: boolean): Promise<TicketView> {
  const loaded = await loadTicket(services, user, no, null)
  const [presented] = await presentTickets(services, user, [loaded.row])
  return {
    // As `GET /tickets/:no` answers it: who has it before him has read it.
    ticket: { ...presented!, unread: false },
    records: await listRecords(services, loaded.row.id),
    deadlines: await explainDeadlines(services, loaded.row),
    calls: await callsOf(services, user, loaded, insideInternalNetwork),
    log: await listLog(services, loaded.row.id, !handlesTicket(user, loaded.scope)),
  }
}

/** Names of causes and reasons, also of those that can no longer be chosen, and of organisations. */
export async function viewNames({ database: { tables }, directory }: Services): Promise<ViewNames> {
  const nameIn = (choices: readonly { code: string; name: string }[]): ((code: string) => string) => {
    const names = new Map(choices.map(({ code, name }) => [code, name]))
    return (code) => names.get(code) ?? code
  }
  const organisations = await directory.snapshot()
  return {
    cause: nameIn(await findRows(tables.causes, {})),
    reason: nameIn(await findRows(tables.reasons, {})),
    organisation: nameIn([...organisations.values()]),
    organisationById: (id) => organisations.get(id)?.name ?? null,
  }
}
