import { readdirSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { plannedTicket } from '../plan.ts'
import { check, delivered, eachOnce, openWindow, untilOutbox, type Scenario } from './scenario.ts'

const RUN = 'fault-truncated'
/** Sent before the damage: rescued, some of them may seem to wait again. */
const SENT_BEFORE = 10
/** Of a long form, so that the store is soon more than its write-ahead log. */
const DRAFT = JSON.stringify({ words: '门板颜色不一致。'.repeat(2_000) })

function findAll(folder: string, name: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.name === name).map((entry) => join(entry.parentPath, entry.name))
}

/** @param tickets written in all; from 80 on a part of them is in the database file and not in its write-ahead log alone */
export const storeTruncated = (tickets: number): Scenario => ({
  name: 'store truncated in the middle',
  title: 'a store cut in the middle is set aside, what can be read of it is sent once, and what is written again under its id too',
  async play(context) {
    const { world } = context
    const folder = join(world.folder, RUN)
    const window = await openWindow(context, RUN, { folder })
    const entries = Array.from({ length: tickets }, (_, index) => ({ ...plannedTicket({ run: RUN, index, filesEach: index % 4 === 0 ? 1 : 0, writtenAt: new Date().toISOString() }), draft: DRAFT }))
    for (const entry of entries.slice(0, SENT_BEFORE)) await window.ask('write', entry)
    await untilOutbox(window, delivered)
    world.proxy.setGone(true)
    for (const entry of entries.slice(SENT_BEFORE)) await window.ask('write', entry)
    await window.kill()
    const [store = ''] = findAll(folder, 'store.db')
    truncateSync(store, Math.floor(statSync(store).size / 2))
    await window.start()
    const rescued = await window.ask('rescued', null)
    const found = await window.ask('list', null)
    world.proxy.setGone(false)
    const sent = (await untilOutbox(window, delivered)).items
    // What was lost is written once more by its author; what only seemed lost is the same entry again.
    for (const entry of entries) await window.ask('write', entry)
    const { items } = await untilOutbox(window, delivered)
    return {
      checks: [
        check('the store was found damaged', true, rescued !== null), check('it was said whether something is lost', found.length < entries.length, rescued?.lost === true), check('damaged stores set aside', 1, findAll(join(folder), 'set-aside').flatMap((place) => readdirSync(place)).length),
        check('entries rescued, at least one', true, found.length > 0), check('rescued entries that were sent', found.length, sent.length), check('and that the person was told of', found.length, rescued?.outbox ?? 0),
        ...await eachOnce(world, RUN, entries, items),
      ],
      note: `${found.length} of ${entries.length} entries rescued of a store cut to half its length, the rest written again`,
    }
  },
})
