// `npm run bench:desktop`: start to a usable window, memory when idle, size of what is packed. Under Electron's stand-in the
// figures are those of Node and Debian's Chromium, and the output says so.
import { expect } from '@playwright/test'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import setUpServer from '../e2e/globalSetup.ts'
import { signIn } from '../e2e/flows/person.ts'
import { testedServer } from '../e2e/flows/servers.ts'
import { electronExecutable } from '../support/electronExecutable.ts'
import { desktopPage, launchDesktop } from '../support/launchDesktop.ts'

const starts = 7
/** Rest before memory is read, in ms. */
const idleTime = 20_000
const root = join(import.meta.dirname, '../..')
const say = (line: string) => process.stdout.write(`${line}\n`)
const median = (values: readonly number[]) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN

/** Every process below one, by the parents that Linux tells. */
function family(pid: number): number[] {
  const parents = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      return [[Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])] as const]
    } catch {
      return []
    }
  }))
  const below = (parent: number): number[] => [...parents].filter(([, of]) => of === parent).flatMap(([child]) => [child, ...below(child)])
  return [pid, ...below(pid)]
}

/** Memory of a process, its share of what it has in common with others included, in MB. */
function memoryOf(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024
}

/** What a process of Chromium is for; the main process and what it starts besides have no kind. */
function kindOf(pid: number): string {
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  if (command.includes('--top-chrome-webui')) return 'browser frame'
  return /--type=([\w-]+)/.exec(command)?.[1] ?? (command.includes('--headless') || /chrom/i.test(command) ? 'browser' : 'main')
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}

export interface DesktopFigures {
  isReal: boolean
  /** ms of each start. */
  starts: number[]
  /** MB after rest: main process, and with all of Chromium. */
  memory: { main: number; all: number } | undefined
}

/** Starts the desktop program again and again, and says what it finds. */
export async function measureDesktop(): Promise<DesktopFigures> {
  const stopServer = await setUpServer()
  const { url: serverUrl } = testedServer()
  const userDataDir = mkdtempSync(join(tmpdir(), 'gongdan-bench-'))
  try {
    say(electronExecutable().isReal ? 'Real Electron.' : 'UNDER THE STAND-IN: Node in the place of Electron\'s main process, headless Chromium of the system. No figure is Electron\'s.')
    const first = await launchDesktop({ serverUrl, userDataDir })
    await signIn(await desktopPage(first), 'HQ', 'agent', 'Control+n')
    await first.close()

    const times: number[] = []
    let memory: { main: number; all: number } | undefined
    for (let start = 0; start < starts; start += 1) {
      const begun = performance.now()
      const app = await launchDesktop({ serverUrl, userDataDir })
      const page = await desktopPage(app)
      const search = page.getByPlaceholder('编号、电话、客户、合同、反馈内容')
      await search.waitFor()
      // Usable: a key press arrives in a field.
      await search.fill('1')
      await expect(search).toHaveValue('1')
      times.push(performance.now() - begun)
      if (start === starts - 1) {
        await search.fill('')
        await sleep(idleTime)
        const pid = app.process().pid ?? 0
        const processes = family(pid)
        memory = { main: memoryOf(pid), all: processes.reduce((sum, one) => sum + memoryOf(one), 0) }
        const kinds = new Map<string, number>()
        for (const one of processes) kinds.set(kindOf(one), (kinds.get(kindOf(one)) ?? 0) + memoryOf(one))
        say(`memory of ${processes.length} processes: ${[...kinds].map(([kind, size]) => `${kind} ${Math.round(size)} MB`).join(', ')}`)
      }
      await app.close()
    }
    say(`start to a usable window, signed in (${starts} starts): median ${Math.round(median(times))} ms, slowest ${Math.round(Math.max(...times))} ms`)
    if (memory) say(`idle after ${idleTime / 1000} s: main process ${Math.round(memory.main)} MB, with Chromium ${Math.round(memory.all)} MB (PSS)`)
    const packed = ['dist/windows/win-unpacked', 'dist/STUB-not-a-program/win-unpacked'].map((folder) => join(root, folder)).find((folder) => existsSync(folder))
    if (packed) say(`packed (${packed.slice(root.length + 1)}): app.asar ${(statSync(join(packed, 'resources/app.asar')).size / 1e6).toFixed(1)} MB, folder ${(sizeOf(packed) / 1e6).toFixed(1)} MB`)
    return { isReal: electronExecutable().isReal, starts: times, memory }
  } finally {
    await stopServer()
    rmSync(userDataDir, { recursive: true, force: true })
  }
}

if (import.meta.main) await measureDesktop()
