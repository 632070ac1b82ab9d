import { randomUUID } from 'node:crypto'
import type { CallEvent } from '#shared/contract/call.ts'
import { postCallEvent } from '../../support/telephone.ts'
import { serverUrl } from './person.ts'

/** A call at the desk of `HQ/agent`, as the telephone system sees it. */
export interface TelephoneCall {
  externalId: string
  /** Posts an event of it. @returns its id on the server */
  happens: (event: CallEvent['event'], more?: Partial<CallEvent>) => Promise<string>
}

export function newCall(phone: string, agentAccount = 'agent'): TelephoneCall {
  const externalId = `e2e-${randomUUID()}`
  return {
    externalId,
    async happens(event, more = {}) {
      const now = new Date()
      const { status, body } = await postCallEvent(
        { url: serverUrl(), callSecret: process.env['GONGDAN_E2E_CALL_SECRET'] ?? '' },
        { externalId, phone, line: '2', agentAccount, event, at: now.toISOString(), ...more }, now)
      if (status !== 201) throw new Error(`the server answered ${status} to a call: ${JSON.stringify(body)}`)
      return body.id
    },
  }
}
