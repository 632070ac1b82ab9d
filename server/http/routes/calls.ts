import { handlesTicket, isCallCenter } from '#shared/domain/permissions.ts'
import { mayPlayRecording } from '#shared/domain/calls/recording.ts'
import { playRecording } from '../../commands/playRecording.ts'
import { reportCall } from '../../commands/reportCall.ts'
import { permit } from '../../permit.ts'
import { presentCall, type CallView } from '../../presenters/call.ts'
import { callsOfCustomer, callsOfTicket, callsWithExternalId, namesOfCalls } from '../../queries/calls.ts'
import { loadTicket } from '../../tickets/loadTicket.ts'
import type { Handlers } from '../handler.ts'

/** The telephone system's events, and the calls that users see. */
export const callHandlers: Pick<Handlers, 'reportCall' | 'listCalls' | 'playRecording'> = {
  reportCall: async ({ services, validateBody }) => {
    const call = await reportCall(services, validateBody())
    return { body: presentCall(call, await namesOfCalls(services.database, [call]), { playable: () => false, masked: false }) }
  },
  listCalls: async ({ caller: { user }, query, services, context, remoteAddress }) => {
    const { database } = services
    const insideInternalNetwork = context.isInternal(remoteAddress)
    const view: Pick<CallView, 'playable'> = {
      playable: ({ recordingUrl }) => mayPlayRecording({ hasRecording: recordingUrl !== null, organisationKind: user.organisationKind, insideInternalNetwork }),
    }
    if (query.ticketNo !== undefined) {
      const { row, scope } = await loadTicket(services, user, query.ticketNo, null)
      const calls = await callsOfTicket(database, row.id)
      const names = await namesOfCalls(database, calls)
      return { body: { items: calls.map((call) => presentCall(call, names, { ...view, masked: !handlesTicket(user, scope) })) } }
    }
    permit(user, 'calls.read')
    const calls = query.externalId === undefined ? await callsOfCustomer(database, Number(query.customerId)) : await callsWithExternalId(database, query.externalId)
    const names = await namesOfCalls(database, calls)
    return { body: { items: calls.map((call) => presentCall(call, names, { ...view, masked: !isCallCenter(user) })) } }
  },
  playRecording: async ({ caller: { user }, params, services, context, remoteAddress, range }) => {
    const callId = Number(params.id)
    const { mediaType, size, contentRange, content } = await playRecording(services, context.recordings, { callId, user, insideInternalNetwork: context.isInternal(remoteAddress), range })
    return { body: { name: `${callId}`, mediaType, size, contentRange, content, inline: true } }
  },
}
