import { join } from 'node:path'
import { plannedTicket } from '../plan.ts'
import { check, delivered, eachOnce, openWindow, untilOutbox, writeAll, type Scenario } from './scenario.ts'

const RUN = { agent: 'fault-first', agent2: 'fault-second' } as const

export const twoUsers: Scenario = {
  name: 'two users on one machine',
  title: 'of two users on one machine neither sees nor sends what the other wrote',
  async play(context) {
    const { world } = context
    const folder = join(world.folder, 'fault-two-users')
    const entriesOf = (account: keyof typeof RUN) => Array.from({ length: 4 }, (_, index) => plannedTicket({ run: RUN[account], index, filesEach: 1, writtenAt: new Date().toISOString() }))
    const [first, second] = [entriesOf('agent'), entriesOf('agent2')]
    const madeBy = async (run: string, account: string): Promise<number> => {
      const [rows] = await world.database.sequelize.query(`SELECT COUNT(*) AS made FROM tickets WHERE customer_name LIKE '${run} %' AND created_by = ${await world.userId(`HQ/${account}`)}`)
      return Number((rows as { made: number }[])[0]!.made)
    }
    world.proxy.setGone(true)
    // Who goes signs out: a session of his own for each.
    const before = await openWindow(context, RUN.agent, { folder, account: 'agent', session: 'agent' })
    await writeAll(before, first)
    await before.kill()
    const other = await openWindow(context, RUN.agent2, { folder, account: 'agent2', session: 'agent2' })
    const seen = (await other.ask('list', null)).length
    await writeAll(other, second)
    world.proxy.setGone(false)
    const { items: ofSecond } = await untilOutbox(other, delivered)
    const sentOfFirst = await madeBy(RUN.agent, 'agent') + await madeBy(RUN.agent, 'agent2')
    await other.kill()
    const again = await openWindow(context, RUN.agent, { folder, account: 'agent', session: 'agent' })
    const { items: ofFirst } = await untilOutbox(again, delivered)
    return {
      checks: [
        check('entries of the first user that the second sees', 0, seen), check('tickets of the first user sent while the second was signed in', 0, sentOfFirst),
        ...await eachOnce(world, RUN.agent, first, ofFirst), ...await eachOnce(world, RUN.agent2, second, ofSecond),
        check('tickets made by the first user himself', 4, await madeBy(RUN.agent, 'agent')), check('tickets made by the second user himself', 4, await madeBy(RUN.agent2, 'agent2')),
      ],
      note: '4 tickets each',
    }
  },
}
