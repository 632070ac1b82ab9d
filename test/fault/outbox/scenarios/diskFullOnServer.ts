import { join } from 'node:path'
import { plannedTicket, type PlannedEntry } from '../plan.ts'
import { seededRandom } from '../random.ts'
import { mountSmallDisk, NO_SMALL_DISK } from '../smallDisk.ts'
import { createFaultWorld } from '../world.ts'
import { check, delivered, eachOnce, openWindow, untilOutbox, writeAll, type Scenario } from './scenario.ts'

const RUN = 'fault-server-full'
const DISK_BYTES = 12 * 1024 * 1024
/** Less than the large file needs, in bytes. */
const LEFT_BYTES = 600 * 1024
/** A full server asks for half a minute of patience, in ms; then everything must go out. */
const PATIENCE_MS = 60_000

/** The first file of a ticket, larger than one part of an upload. */
const withLargeFile = (entry: PlannedEntry): PlannedEntry => ({ ...entry, files: entry.files.map((file, index) => (index === 0 ? { ...file, size: 1_500 * 1024 } : file)) })

/** @param hurried a person presses 立即重试 when there is room; otherwise it goes on by itself */
export const diskFullOnServer = (hurried: boolean): Scenario => ({
  name: 'disk full on the server',
  title: 'a server without room for a file is asked again later, refuses nothing for it, and takes everything when there is room',
  async play(context) {
    const disk = mountSmallDisk(join(context.world.folder, RUN), DISK_BYTES, context.cleanUp)
    if (!disk) return { skipped: NO_SMALL_DISK }
    const world = await createFaultWorld({ databaseServerUrl: context.databaseServerUrl, random: seededRandom(context.seed), cleanUp: context.cleanUp, dataFolder: disk.folder })
    const window = await openWindow({ world, cleanUp: context.cleanUp }, RUN)
    const entries = Array.from({ length: 4 }, (_, index) => plannedTicket({ run: RUN, index, filesEach: 2, writtenAt: new Date().toISOString() })).map(withLargeFile)
    disk.fillUpTo(LEFT_BYTES)
    await writeAll(window, entries)
    const { items: full } = await untilOutbox(window, ([first]) => (first?.attempts ?? 0) > 0 && first?.state === 'waiting')
    const lastError = full[0]?.lastError
    disk.free()
    if (hurried) await window.ask('hurry', null)
    const { items, tookMs } = await untilOutbox(window, delivered, PATIENCE_MS)
    return {
      checks: [
        check('entries delivered without room for their files', 0, full.filter(({ state }) => state === 'delivered').length), check('entries refused for want of room', 0, full.filter(({ state }) => state === 'refused').length),
        check(`the first entry says why it waits (${lastError})`, true, lastError === 'storage_full'),
        ...await eachOnce(world, RUN, entries, items),
      ],
      note: `${entries.length} tickets with a file of 1,500 KiB and another; all sent ${tookMs} ms after there was room${hurried ? ' and somebody asked for it' : ''}`,
    }
  },
})
