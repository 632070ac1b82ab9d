import { setTimeout as sleep } from 'node:timers/promises'
import { createDrivenClock } from '../../../support/drivenClock.ts'
import { plannedTicket } from '../plan.ts'
import { check, delivered, eachOnce, openWindow, untilOutbox, writeAll, type Scenario } from './scenario.ts'

const DAY_MS = 86_400_000
const EACH = 3
/** Long enough for failed tries that put the next one off, in ms. */
const AWAY_MS = 1_500

/** @param days that the clock of the machine is ahead at first; it is set right while the network is gone */
const clockWrong = (name: string, days: number): Scenario => ({
  name, title: `with a clock that is ${Math.abs(days)} day ${days > 0 ? 'ahead' : 'behind'} and then set right, all is sent at once and deadlines are the server's`,
  async play(context) {
    const { world } = context
    const run = `fault-clock-${days > 0 ? 'ahead' : 'behind'}`
    const clock = createDrivenClock(new Date())
    context.cleanUp.add(() => clock.remove())
    clock.run(new Date(Date.now() + days * DAY_MS))
    const window = await openWindow(context, run, { environment: clock.env })
    const entries = Array.from({ length: EACH * 3 }, (_, index) => plannedTicket({ run, index, filesEach: 1, writtenAt: new Date(Date.now() + days * DAY_MS).toISOString() }))
    // Sent while the clock is wrong.
    await writeAll(window, entries.slice(0, EACH))
    const { tookMs: wrong } = await untilOutbox(window, delivered)
    // Tried in vain while it is wrong, sent when it is right: what was put off until tomorrow must not wait for tomorrow.
    world.proxy.setGone(true)
    await writeAll(window, entries.slice(EACH, EACH * 2))
    await sleep(AWAY_MS)
    clock.run(new Date())
    world.proxy.setGone(false)
    const { tookMs: setRight } = await untilOutbox(window, delivered)
    // Killed while something is on its way by a wrong clock: the turn of the dead process must not last until tomorrow.
    clock.run(new Date(Date.now() + days * DAY_MS))
    world.proxy.setGone(true)
    await writeAll(window, entries.slice(EACH * 2))
    await sleep(AWAY_MS)
    await window.kill()
    clock.run(new Date())
    world.proxy.setGone(false)
    await window.start()
    const { items, tookMs: killed } = await untilOutbox(window, delivered)
    const [rows] = await world.database.sequelize.query(`SELECT COUNT(*) AS near FROM tickets WHERE customer_name LIKE '${run} %' AND ABS(TIMESTAMPDIFF(HOUR, received_at, first_submitted_at)) < 1 AND ABS(TIMESTAMPDIFF(HOUR, received_at, '${world.now().toISOString().slice(0, 19).replace('T', ' ')}')) < 1`)
    return {
      checks: [...await eachOnce(world, run, entries, items), check('tickets whose deadlines run from the server’s acceptance', entries.length, Number((rows as { near: number }[])[0]!.near))],
      note: `${entries.length} tickets; sent after ${wrong} ms with the wrong clock, ${setRight} ms after it was set right, ${killed} ms after a kill`,
    }
  },
})
export const clockAhead = clockWrong('clock a day ahead', 1)
export const clockBehind = clockWrong('clock a day behind', -1)
