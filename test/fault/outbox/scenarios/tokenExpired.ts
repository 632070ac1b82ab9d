import { plannedTicket } from '../plan.ts'
import { check, delivered, eachOnce, openWindow, untilOutbox, writeAll, type Scenario } from './scenario.ts'

const RUN = 'fault-token'
/** Longer than an access token lives, in ms. */
const AWAY_MS = 20 * 60_000

/**
 * Two pages of one program share a session. While the network is gone the access token runs out; when it is back both pages
 * renew at the same moment, and a refresh token that was used twice would end the session for good.
 */
export const tokenExpired: Scenario = {
  name: 'token expired while offline',
  title: 'an access token that expired offline is renewed once for all windows, and everything goes out without a password',
  async play(context) {
    const { world } = context
    const window = await openWindow(context, RUN, { pages: 2 })
    const entries = Array.from({ length: 8 }, (_, index) => plannedTicket({ run: RUN, index, filesEach: 1, writtenAt: new Date().toISOString() }))
    await writeAll(window, entries.slice(0, 2))
    await untilOutbox(window, delivered)
    await window.ask('askServer', null)
    const before = window.figures()
    world.proxy.setGone(true)
    await writeAll(window, entries.slice(2))
    world.jump(AWAY_MS)
    world.proxy.setGone(false)
    await window.ask('askServer', null)
    const { items, tookMs } = await untilOutbox(window, delivered)
    const after = window.figures()
    const [rows] = await world.database.sequelize.query('SELECT COUNT(*) AS revoked FROM refresh_tokens WHERE revoked_at IS NOT NULL')
    return {
      checks: [
        ...await eachOnce(world, RUN, entries, items),
        check('passwords asked for after the token expired', 0, after.signedIn - before.signedIn),
        check('renewals by refresh token, one for each page', 2, after.renewed - before.renewed),
        check('refresh tokens revoked because one was used twice', 0, Number((rows as { revoked: number }[])[0]!.revoked)),
      ],
      note: `2 pages, ${entries.length} tickets, all sent ${tookMs} ms after the network came back`,
    }
  },
}
