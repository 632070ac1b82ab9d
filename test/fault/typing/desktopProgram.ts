import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import type { DesktopBridge } from '#shared/contract/ipc.ts'
import { desktopPage, launchDesktop } from '../../support/launchDesktop.ts'

declare global {
  interface Window {
    /** Tells the test of a save that was answered. */
    acknowledged: (stroke: number) => Promise<void>
  }
}
type InPage = { desktop: DesktopBridge }

export interface ProgramFigures {
  kills: number
  acknowledged: number
  /** Starts after which an acknowledged keystroke was missing, or the text was none that was typed. */
  wrong: number
  rescues: number
  startsMs: number[]
}

/** The text after a number of keystrokes: what stands there says how far it came, and whether it is whole. */
const textAfter = (stroke: number): string => `${stroke}:${'客户来电'.repeat(1 + (stroke % 40))}`

/** A file of the program in place of its page: the bridge is there, and no page that uses it meanwhile. */
async function showBareDocument(app: ElectronApplication, page: Page): Promise<void> {
  const asset = readdirSync(resolve(import.meta.dirname, '../../../out/renderer/assets')).find((name) => name.endsWith('.js'))
  const window = await app.browserWindow(page)
  await window.evaluate((own, address) => own.loadURL(address), `app://gongdan/assets/${asset}`)
  await page.waitForURL(`**/assets/${asset}`)
}

/** What a start finds: how many keystrokes the kept text has, and whether it is one that was typed. */
async function keptText(page: Page): Promise<{ stroke: number; isWhole: boolean; isRescued: boolean }> {
  const found = await page.evaluate(async () => {
    const { desktop } = window as unknown as InPage
    const { rescued } = await desktop.store.open({ userId: '1' })
    return { rescued, drafts: await desktop.draft.list({ kind: 'call' }) }
  })
  const text = found.drafts[0]?.json ?? textAfter(0)
  const stroke = Number.parseInt(text, 10)
  return { stroke, isWhole: found.drafts.length <= 1 && text === textAfter(stroke), isRescued: found.rescued !== null }
}

/**
 * The built program, in Electron or its stand-in: a script in its page saves a text after each keystroke over the bridge, as fast
 * as it is answered, until the main process is killed. Every keystroke whose save was answered must be there at the next start.
 */
export async function killProgram(kills: number, userDataDir: string): Promise<ProgramFigures> {
  const server = createServer((_request, response) => void response.writeHead(503).end())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const serverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const figures: ProgramFigures = { kills: 0, acknowledged: 0, wrong: 0, rescues: 0, startsMs: [] }
  let last = 0
  try {
    for (let round = 0; round <= kills; round += 1) {
      const begin = performance.now()
      const app = await launchDesktop({ serverUrl, userDataDir })
      const page = await desktopPage(app)
      await page.exposeFunction('acknowledged', (stroke: number) => {
        last = Math.max(last, stroke)
        figures.acknowledged += 1
      })
      await showBareDocument(app, page)
      const kept = await keptText(page)
      figures.startsMs.push(performance.now() - begin)
      if (kept.isRescued) figures.rescues += 1
      if (kept.stroke < last || !kept.isWhole) figures.wrong += 1
      last = kept.stroke
      const gone = new Promise<void>((done) => app.process().once('exit', () => done()))
      if (round < kills) {
        const texts = Array.from({ length: 3_000 }, (_, index) => [kept.stroke + index + 1, textAfter(kept.stroke + index + 1)] as const)
        // Ends with the page, when the program is killed.
        page.evaluate(async (strokes) => {
          for (const [stroke, json] of strokes) {
            await (window as unknown as InPage).desktop.draft.save({ kind: 'call', id: 'typed', json })
            void window.acknowledged(stroke)
          }
        }, texts).catch(() => undefined)
        await new Promise((passed) => setTimeout(passed, 100 + Math.random() * 900))
        figures.kills += 1
      }
      app.process().kill('SIGKILL')
      await gone
      await app.close().catch(() => undefined)
    }
  } finally {
    server.closeAllConnections()
    server.close()
  }
  return figures
}
