import { setTimeout as sleep } from 'node:timers/promises'
import { plannedTicket } from '../plan.ts'
import { check, delivered, eachOnce, hasState, openWindow, untilOutbox, writeAll, type Scenario } from './scenario.ts'

const RUN = 'fault-permission'
const ACCOUNT = 'HQ/agent2'
/** A little longer than the server remembers what a user may do, in ms. */
const REMEMBERED_MS = 2_200

export const permissionWithdrawn: Scenario = {
  name: 'permission withdrawn',
  title: 'what a person may no longer do is parked, the rest goes out, and nothing is dropped until the permission is back',
  async play(context) {
    const { world } = context
    const window = await openWindow(context, RUN, { account: 'agent2' })
    const complaint = { type: 'complaint', level: '2' } as const
    const service = { type: 'service', level: 'A' } as const
    const entries = Array.from({ length: 6 }, (_, index) =>
      plannedTicket({ run: RUN, index, filesEach: 1, writtenAt: new Date().toISOString(), more: index % 2 === 0 ? complaint : service }))
    world.proxy.setGone(true)
    await writeAll(window, entries)
    await world.limitTo(ACCOUNT, ['service'])
    world.proxy.setGone(false)
    const parked = (await untilOutbox(window, hasState('delivered', 'refused'))).items.filter(({ state }) => state === 'refused')
    await world.limitTo(ACCOUNT, null)
    await sleep(REMEMBERED_MS)
    // A person sends them again as they are: the same id, since the server has made nothing of it.
    for (const { id } of parked) await window.ask('mend', { id, entry: entries.find((entry) => entry.id === id)! })
    const { items } = await untilOutbox(window, delivered)
    return {
      checks: [
        check('entries parked, the others sent past them', 3, parked.length), check('of them with the reason forbidden', 3, parked.filter(({ refusal }) => refusal?.code === 'forbidden').length),
        ...await eachOnce(world, RUN, entries, items),
      ],
      note: `${entries.length} tickets, 3 of a type that was withdrawn and given back`,
    }
  },
}
