import { uuidOf } from '../files.ts'
import { plannedTicket, type PlannedEntry } from '../plan.ts'
import { check, delivered, eachOnce, hasState, openWindow, untilOutbox, writeAll, type Scenario } from './scenario.ts'

const RUN = 'fault-mall'
const CLOSED = 'M0002'
const OPEN = 'M0003'

/** The same words under a new id, for another mall: what a person does on the outbox page. */
function forOtherMall(entry: PlannedEntry): PlannedEntry {
  const body = JSON.parse(entry.request) as Record<string, unknown>
  return { ...entry, id: uuidOf(`${entry.id} mended`), request: JSON.stringify({ ...body, mallCode: OPEN }) }
}

export const mallClosed: Scenario = {
  name: 'mall closed meanwhile',
  title: 'a ticket for a mall that closed is parked with the reason, holds up nobody, and goes out once it names another',
  async play(context) {
    const { world } = context
    const window = await openWindow(context, RUN)
    const entries = Array.from({ length: 6 }, (_, index) =>
      plannedTicket({ run: RUN, index, filesEach: 1, writtenAt: new Date().toISOString(), more: { mallCode: index % 2 === 0 ? 'M0001' : CLOSED } }))
    world.proxy.setGone(true)
    await writeAll(window, entries)
    await world.setMall(CLOSED, 'eliminated')
    world.proxy.setGone(false)
    const parked = (await untilOutbox(window, hasState('delivered', 'refused'))).items.filter(({ state }) => state === 'refused')
    const reasons = parked.filter(({ refusal }) => refusal?.code === 'validation_failed' && refusal.errors['mallCode']?.includes('mall_not_active'))
    const mended = entries.map((entry, index) => (index % 2 === 0 ? entry : forOtherMall(entry)))
    for (const [index, entry] of mended.entries()) if (index % 2 === 1) await window.ask('mend', { id: entries[index]!.id, entry })
    const { items } = await untilOutbox(window, delivered)
    await world.setMall(CLOSED, 'active')
    const [rows] = await world.database.sequelize.query(`SELECT COUNT(*) AS moved FROM tickets t JOIN organisations o ON o.id = t.mall_id WHERE t.customer_name LIKE '${RUN} %' AND o.code = '${OPEN}'`)
    return {
      checks: [
        check('entries parked, the others sent past them', 3, parked.length), check('of them with the reason mall_not_active', 3, reasons.length),
        ...await eachOnce(world, RUN, mended, items), check('tickets at the other mall', 3, Number((rows as { moved: number }[])[0]!.moved)),
      ],
      note: `${entries.length} tickets with a file each, 3 mended`,
    }
  },
}
