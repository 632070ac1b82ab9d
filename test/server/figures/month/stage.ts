import { createClient, type Client } from '#shared/contract/client.ts'
import { fireUntil } from '#server/demo/fireUntil.ts'
import { sweepAll } from '#server/jobs/sla/sweep.ts'
import { createApiKey } from '#server/session/apiKeys.ts'
import { fetchTransport, ProblemError } from '#test/support/http.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'
import { MOMENT_HEADER } from '#test/support/travellingClock.ts'
import { createAgenda, type Agenda } from './agenda.ts'
import { makeCast, type Account } from './cast.ts'
import { createChance, type Chance } from './chance.ts'
import { OUTAGES, PRESENT } from './times.ts'

/** Somebody opened a ticket's page and was shown it. */
export interface Opening { account: Account; no: string; at: number }

/** A server on which a month is played, and what the test itself saw of it. */
export interface Stage {
  server: TestServer
  chance: Chance
  agenda: Agenda
  /** Somebody's client at a moment. */
  as: (account: Account, at: number) => Promise<Client>
  openings: Opening[]
  /** Ids of tickets whose customers nobody asks. */
  unasked: Set<number>
  /** How often each thing was done. */
  done: Map<string, number>
  apiKey: string
  /** Opens the page of a ticket, also of one that he may not see. */
  open: (account: Account, no: string, at: number) => Promise<void>
  count: (what: string) => void
}

export async function setStage(seed: number): Promise<Stage> {
  const server = await startTestServer({ now: new Date(PRESENT).toISOString(), momentPerRequest: true })
  await makeCast(server.database, server.world)
  const done = new Map<string, number>()
  const stage: Stage = {
    server, chance: createChance(seed), agenda: createAgenda(), openings: [], unasked: new Set(), done,
    apiKey: await createApiKey(server.database, '会员小程序', new Date(PRESENT)),
    as: async (account, at) => createClient(fetchTransport(server.url, await server.tokenOf(account), { [MOMENT_HEADER]: String(at) })),
    count: (what) => void done.set(what, (done.get(what) ?? 0) + 1),
    async open(account, no, at) {
      try {
        await (await stage.as(account, at)).getTicket({ params: { no } })
        stage.openings.push({ account, no, at })
        stage.count('open')
      } catch (error) {
        if (!(error instanceof ProblemError) || error.status !== 404) throw error
        stage.count('open what is not seen')
      }
    },
  }
  return stage
}

/** The sweep, as if it had always run but for the outages. */
export async function sweepUntil({ server: { services } }: Stage, at: number): Promise<void> {
  if (OUTAGES.some(({ from, to }) => at > from && at < to)) return
  await fireUntil(services, new Date(at))
}

/** After an outage: everything that was missed at once, by the usual sweep. */
export const sweepAfterOutage = async ({ server: { services } }: Stage, at: number): Promise<void> => {
  await sweepAll({ ...services, clock: { now: () => new Date(at) } })
}
