import { mayPlayRecording } from '#shared/domain/calls/recording.ts'
import { can } from '#shared/domain/permissions.ts'
import type { CurrentUser } from '../caller.ts'
import { RecordingUnavailable, type Recording, type RecordingSource } from '../calls/recordingSource.ts'
import { findRow, insertRow } from '../database/database.ts'
import { ApiError } from '../errors.ts'
import type { CallRow } from '../models/index.ts'
import type { Services } from '../services.ts'
import { loadTicket } from '../tickets/loadTicket.ts'

export interface PlayRequest {
  callId: number
  user: CurrentUser
  insideInternalNetwork: boolean
  /** The `Range` header, where there is one. */
  range: string | null
}

/** The call as far as the user may know of it: the call center's, and otherwise through the ticket that it is linked to. */
async function visibleCall(services: Services, user: CurrentUser, callId: number): Promise<CallRow> {
  const { tables } = services.database
  const call = await findRow(tables.calls, { id: callId })
  if (!call) throw new ApiError('not_found')
  if (can(user, 'calls.read')) return call
  const ticket = call.ticketId === null ? null : await findRow(tables.tickets, { id: call.ticketId }, { attributes: ['no'] })
  if (!ticket) throw new ApiError('not_found')
  await loadTicket(services, user, ticket.no, null)
  return call
}

/**
 * Opens a recording for who may play it (`workflow.md`, What a ticket holds), and writes into the audit that he did, before
 * a byte of it goes out.
 * @throws ApiError `not_found` for a call that the user may not see or that has no recording, `forbidden` for a mall's user
 * and outside the internal networks, `recording_unavailable` where the telephone system does not give it
 */
export async function playRecording(services: Services, source: RecordingSource, { callId, user, insideInternalNetwork, range }: PlayRequest): Promise<Recording> {
  const call = await visibleCall(services, user, callId)
  const { recordingUrl } = call
  if (recordingUrl === null) throw new ApiError('not_found')
  if (!mayPlayRecording({ hasRecording: true, organisationKind: user.organisationKind, insideInternalNetwork })) throw new ApiError('forbidden')
  const recording = await source.open(recordingUrl, range).catch((error: unknown) => {
    if (error instanceof RecordingUnavailable) throw new ApiError('recording_unavailable', { detail: error.message })
    throw error
  })
  try {
    await insertRow(services.database.tables.auditEntries, {
      at: services.clock.now(), userId: user.id, action: 'recording.play', ticketId: call.ticketId, detail: { callId, ...(range === null ? {} : { range }) },
    }, null)
  } catch (error) {
    recording.content.destroy()
    throw error
  }
  return recording
}
