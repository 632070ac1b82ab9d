import { join } from 'node:path'
import { plannedTicket } from '../plan.ts'
import { mountSmallDisk, NO_SMALL_DISK } from '../smallDisk.ts'
import { check, delivered, eachOnce, openWindow, untilOutbox, type Scenario } from './scenario.ts'

const RUN = 'fault-full'
const DISK_BYTES = 3 * 1024 * 1024
/** What others leave of it at first, in bytes. */
const LEFT_BYTES = 2 * 1024 * 1024
const MOST_ENTRIES = 60

export const diskFullOnMachine: Scenario = {
  name: 'disk full on the machine',
  title: 'a full disk says so at once, what was kept before is whole and is sent, and then there is room again',
  async play(context) {
    const { world } = context
    const disk = mountSmallDisk(join(world.folder, RUN), DISK_BYTES, context.cleanUp)
    if (!disk) return { skipped: NO_SMALL_DISK }
    disk.fillUpTo(LEFT_BYTES)
    const window = await openWindow(context, RUN, { folder: disk.folder })
    const planned = Array.from({ length: MOST_ENTRIES }, (_, index) => plannedTicket({ run: RUN, index, filesEach: 2, writtenAt: new Date().toISOString() }))
      .filter(({ files }) => files.every(({ size }) => size < DISK_BYTES / 4))
    world.proxy.setGone(true)
    let kept = 0
    let said = 'nothing'
    for (const entry of planned) {
      try {
        await window.ask('write', entry)
        kept++
      } catch (error) {
        said = error instanceof Error ? error.message : String(error)
        break
      }
    }
    const known = (await window.ask('list', null)).length
    // What happens to a program on a full disk next: it is started again.
    await window.kill()
    await window.start()
    const afterwards = (await window.ask('list', null)).length
    disk.free()
    world.proxy.setGone(false)
    await untilOutbox(window, delivered)
    // There is room again for the one that found none, and for one more.
    const entries = planned.slice(0, kept + 2)
    for (const entry of entries.slice(kept)) await window.ask('write', entry)
    const { items } = await untilOutbox(window, delivered)
    return {
      checks: [
        check('the disk was full before all was written', true, kept > 0 && kept < planned.length), check(`the window was told that the disk is full (${said})`, true, said === 'ipc_disk_full'),
        check('entries in the outbox of the full disk', kept, known), check('and after a start on it', kept, afterwards),
        ...await eachOnce(world, RUN, entries, items),
      ],
      note: `${kept} entries with 2 files each fitted into ${LEFT_BYTES / 1024} KiB, ${entries.length} sent in the end`,
    }
  },
}
