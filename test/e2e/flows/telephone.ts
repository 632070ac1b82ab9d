import { randomUUID } from 'node:crypto'
import type { CallEvent } from '#shared/contract/call.ts'
import { postCallEvent } from '../../support/telephone.ts'
import { testedServer } from './servers.ts'

/** A call at the desk of `HQ/agent`, as the telephone system sees it. */
export interface TelephoneCall {
  externalId: string
  /** Posts an event of it. @returns its id on the server */
  happens: (event: CallEvent['event'], more?: Partial<CallEvent>) => Promise<string>
}

const begun = new Set<TelephoneCall>()

export function newCall(phone: string, agentAccount = 'agent'): TelephoneCall {
  const externalId = `e2e-${randomUUID()}`
  const call: TelephoneCall = {
    externalId,
    async happens(event, more = {}) {
      const now = new Date()
      const { status, body } = await postCallEvent(
        testedServer(),
        { externalId, phone, line: '2', agentAccount, event, at: now.toISOString(), ...more }, now)
      if (status !== 201) throw new Error(`the server answered ${status} to a call: ${JSON.stringify(body)}`)
      if (event === 'ended') begun.delete(call)
      else begun.add(call)
      return body.id
    },
  }
  return call
}

/** Ends what a test that failed has left: whoever signs in next would find it at his desk. */
export async function endCalls(): Promise<void> {
  for (const call of [...begun]) await call.happens('ended')
}
