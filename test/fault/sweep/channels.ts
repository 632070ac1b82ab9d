import { createClient } from '#shared/contract/client.ts'
import { OUTSIDE_CHANNELS } from '#shared/domain/notices.ts'
import { TEST_PASSWORD } from '../../support/factories.ts'
import { fetchTransport } from '../../support/http.ts'
import { compareKeys, type Check, type Compared } from './figures.ts'
import { CONSEQUENCES, hearersOf, isSurvey, type PlannedTimer } from './plan.ts'
import type { Receiver } from './receiver.ts'

/** Turns every channel outside the program on, as an administrator does. */
export async function turnOnChannels(serverUrl: string, { url, secret }: Receiver): Promise<void> {
  const { accessToken } = await createClient(fetchTransport(serverUrl, null)).signIn({ body: { orgCode: 'HQ', account: 'admin', password: TEST_PASSWORD } })
  const administrator = createClient(fetchTransport(serverUrl, accessToken))
  for (const channel of OUTSIDE_CHANNELS) await administrator.putChannel({ params: { channel }, body: { enabled: true, url, secret, quietHours: null } })
}

/** What must have left the program: `ticketNo|event|channel|CODE/account`. */
export const expectedDispatches = (plan: readonly PlannedTimer[]): string[] =>
  plan.filter(({ kind }) => !isSurvey(kind)).flatMap(({ ticket, kind }) => {
    const consequence = CONSEQUENCES[kind]
    return consequence.channels.filter((channel) => channel !== 'in_app')
      .flatMap((channel) => hearersOf(ticket.mall, consequence).map((account) => `${ticket.no}|${consequence.event}|${channel}|${account}`))
  })

export interface Received {
  compared: Compared
  checks: Check[]
  /** Deliveries beyond the first of a message; each with the id of the first. */
  repeated: number
}

/** What the receiver has taken: every message at least once, and each under one id. */
export function countReceived({ taken, figures }: Receiver, plan: readonly PlannedTimer[]): Received {
  const ids = [...taken.values()].flatMap((byId) => [...byId.keys()])
  const deliveries = [...taken.values()].flatMap((byId) => [...byId.values()]).reduce((sum, count) => sum + count, 0)
  return {
    compared: compareKeys(expectedDispatches(plan), [...taken.keys()]),
    checks: [
      { what: 'messages that came under more than one id', expected: 0, found: [...taken.values()].filter((byId) => byId.size > 1).length },
      { what: 'ids that more than one message came under', expected: 0, found: ids.length - new Set(ids).size },
      { what: 'requests with a wrong signature', expected: 0, found: figures().wrongSignatures },
    ],
    repeated: deliveries - ids.length,
  }
}
