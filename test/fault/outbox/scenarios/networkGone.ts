import { countOnServer } from '../counts.ts'
import { plannedFeedback, plannedTicket, type PlannedEntry } from '../plan.ts'
import { ticketInput } from '../../../support/tickets.ts'
import { check, delivered, eachOnce, openWindow, untilOutbox, writeAll, type Scenario } from './scenario.ts'

const RUN = 'fault-gone'
/** After the return everything must be sent within so many ms (issue: within 30 s). */
const WITHIN_MS = 30_000

/** @param tickets written while the network is gone @param feedback written on tickets that were there before */
export const networkGone = (tickets: number, feedback: number): Scenario => ({
  name: 'network gone for an hour',
  title: 'what was written while the network was gone is sent by itself when it is back, in order and within 30 s',
  async play(context) {
    const { world } = context
    const agent = await world.as('HQ/agent')
    const open = []
    for (let index = 0; index < Math.ceil(feedback / 5); index++) open.push(await agent.createTicket({ body: ticketInput() }))
    const window = await openWindow(context, RUN)
    const writtenAt = new Date().toISOString()
    // Two feedbacks for each new ticket, in between; all on a ticket carry the version that was seen before, so most go stale.
    const entries: PlannedEntry[] = []
    for (let index = 0; index < Math.max(tickets, feedback); index++) {
      if (index < feedback) {
        const { no, version } = open[index % open.length]!
        entries.push(plannedFeedback({ run: RUN, index, ticketNo: no, version, writtenAt }))
      }
      if (index % 2 === 1 && index / 2 < tickets) entries.push(plannedTicket({ run: RUN, index: (index - 1) / 2, filesEach: 0, writtenAt }))
    }
    world.proxy.setGone(true)
    await writeAll(window, entries)
    const triedWhileAway = (await window.ask('list', null)).reduce((sum, { attempts }) => sum + attempts, 0)
    world.proxy.setGone(false)
    const { items, tookMs } = await untilOutbox(window, delivered, WITHIN_MS * 2)
    const { turnedRound } = await countOnServer(world.database, RUN, entries)
    return {
      checks: [
        ...await eachOnce(world, RUN, entries, items),
        check('of them sent within 30 s', true, tookMs <= WITHIN_MS), check('tries while the network was gone, at least one', true, triedWhileAway > 0), check('neighbours sent in another order than written', 0, turnedRound),
      ],
      note: `${tickets} tickets and ${feedback} feedbacks, all sent ${(tookMs / 1000).toFixed(1)} s after the return (the outage was driven, and no hour long)`,
    }
  },
})
