/**
 * The list with 10,000 rows scrolled in the built page: `npm run bench:scroll` (`npm run build` before). A real server and a
 * real Chromium; the rows alone are a FAKE: the answer of `POST /tickets/query` is replaced by 10,000 generated tickets, for
 * the API never gives more than 100 at once. With the standard columns and with every column there is, the list is moved by
 * wheel, by keys and by jumps of the scrollbar, and sideways. No task after the first paint may take longer than 50 ms
 * (Long Tasks API); it ends with 1 where one did. As that is time on the wall, which others on the machine take from, the
 * longest task by the time that its thread had the processor (Chromium's trace) stands beside it. The last line is for
 * `docs/measurements.md`.
 */
import { chromium, type CDPSession, type ElementHandle, type Page } from '@playwright/test'
import { loadavg } from 'node:os'
import { createClient } from '#shared/contract/client.ts'
import { TICKET_COLUMN_IDS } from '#shared/domain/lists/columns.ts'
import { DEMO_PASSWORD, serverUrl, signIn } from '../e2e/flows/person.ts'
import setUpServer from '../e2e/globalSetup.ts'
import configuration from '../e2e/playwright.config.ts'
import { fetchTransport } from '../support/http.ts'
import { generatedTickets } from './scroll/generatedTickets.ts'

const ROWS = 10_000
/** A task of this length is a long one, in ms (Long Tasks API). */
const LONGEST = 50
const say = (line: string): void => { process.stdout.write(`${line}\n`) }

interface Watch {
  tasks: { at: number; duration: number }[]
  frames: number[]
}
declare global {
  interface Window { gongdanWatch?: Watch }
}

/** Runs in the page before anything else: notes every long task, and the time between frames. */
function watchTasks(): void {
  const watch: Watch = { tasks: [], frames: [] }
  window.gongdanWatch = watch
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) watch.tasks.push({ at: entry.startTime, duration: entry.duration })
  }).observe({ type: 'longtask', buffered: true })
  let last = performance.now()
  const frame = (now: number): void => {
    watch.frames.push(now - last)
    last = now
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}

const table = (page: Page) => page.locator('[role=tabpanel]:visible .gd-list-table')
type TableElement = ElementHandle<HTMLElement>
/** The table itself: a locator would be looked up anew for each step, by Playwright's own script in the page that is measured. */
const tableElement = async (page: Page): Promise<TableElement> => (await table(page).elementHandle()) as TableElement

async function wheel(page: Page, element: TableElement): Promise<void> {
  const box = (await element.boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  for (const distance of [120, 600, 2_400, -1_200]) for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(0, distance)
}
async function keys(page: Page, element: TableElement): Promise<void> {
  await element.focus()
  await page.keyboard.press('Home')
  for (const [key, times] of [['ArrowDown', 120], ['j', 40], ['PageDown', 60], ['PageUp', 20], ['End', 1], ['ArrowUp', 60], ['Home', 1]] as const) {
    for (let time = 0; time < times; time++) await page.keyboard.press(key)
  }
}
/** The thumb of the scrollbar, dragged to places all over the list. */
async function jumps(_page: Page, table: TableElement): Promise<void> {
  for (let jump = 0; jump < 80; jump++) {
    await table.evaluate((element, share) => {
      element.scrollTop = share * element.scrollHeight
      return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(null))))
    }, ((jump * 7_919) % 1_000) / 1_000)
  }
}
async function sideways(_page: Page, table: TableElement): Promise<void> {
  await table.evaluate(async (element) => {
    for (let left = 0; left < element.scrollWidth - element.clientWidth; left += 97) {
      element.scrollLeft = left
      await new Promise((drawn) => requestAnimationFrame(drawn))
    }
    element.scrollLeft = 0
  })
}

interface TraceEvent { name: string; pid: number; tid: number; dur?: number; tdur?: number; args?: { name?: string; data?: { frames?: unknown[] } } }

/** Watches the tasks of the page's main thread. @returns ends it and tells the longest by the time it had the processor, in ms */
async function trace(session: CDPSession): Promise<() => Promise<number>> {
  const events: TraceEvent[] = []
  const collect = ({ value }: { value: unknown[] }): void => { events.push(...(value as TraceEvent[])) }
  session.on('Tracing.dataCollected', collect)
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel'], excludedCategories: ['*'] } })
  return async () => {
    const complete = new Promise((ended) => session.once('Tracing.tracingComplete', ended))
    await session.send('Tracing.end')
    await complete
    session.off('Tracing.dataCollected', collect)
    const main = new Set(events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid}/${tid}`))
    return events.reduce((longest, { pid, tid, tdur = 0 }) => (main.has(`${pid}/${tid}`) ? Math.max(longest, tdur / 1_000) : longest), 0)
  }
}

/** @returns the long tasks and the longest pause between two frames while something was done */
async function measured(page: Page, element: TableElement, session: CDPSession, act: (page: Page, element: TableElement) => Promise<void>): Promise<{ tasks: number[]; pause: number; processor: number }> {
  const endTrace = await trace(session)
  const from = await page.evaluate(() => {
    window.gongdanWatch!.frames.length = 0
    return performance.now()
  })
  await act(page, element)
  // The observer tells a moment later.
  await page.waitForTimeout(300)
  const processor = await endTrace()
  return { processor, ...await page.evaluate((since) => ({
    tasks: window.gongdanWatch!.tasks.filter(({ at }) => at >= since).map(({ duration }) => Math.round(duration)),
    pause: Math.round(window.gongdanWatch!.frames.reduce((longest, pause) => Math.max(longest, pause), 0)),
  }), from) }
}

export interface ScrollFigures {
  /** Tasks longer than 50 ms on the wall, in ms. */
  long: number[]
  /** The longest task by the time that its thread had the processor, in ms. */
  processor: number
}

/** Scrolls the list in every way, and says what it finds. */
export async function measureScroll(): Promise<ScrollFigures> {
  const stopServer = await setUpServer()
  const url = serverUrl()
  const launchOptions = configuration.projects?.find(({ name }) => name === 'browser')?.use?.launchOptions ?? {}
  const browser = await chromium.launch(launchOptions)
  try {
    const { accessToken } = await createClient(fetchTransport(url, null)).signIn({ body: { orgCode: 'HQ', account: 'agent', password: DEMO_PASSWORD } })
    const client = createClient(fetchTransport(url, accessToken))
    const answer = JSON.stringify({ items: generatedTickets(ROWS, new Date()), nextCursor: null, total: ROWS, totalIsExact: true })
    const found: { name: string; tasks: number[]; pause: number; processor: number }[] = []
    let rowsDrawn = 0
    for (const columns of ['standard', 'all'] as const) {
      await client.setListPreference({ params: { list: 'unreplied' }, body: { columns: columns === 'standard' ? null : TICKET_COLUMN_IDS.map((id) => ({ id, shown: true, width: null })) } })
      const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
      const page = await context.newPage()
      await page.addInitScript(watchTasks)
      await page.goto(url)
      await signIn(page, 'HQ', 'agent')
      // Answered once: a list that reads itself anew meanwhile would parse 20 MB, which no real answer has.
      let answered = false
      await page.route('**/api/v1/tickets/query', async (route) => {
        if (answered || !route.request().postData()?.includes('unreplied')) return
        answered = true
        await route.fulfill({ status: 200, contentType: 'application/json', body: answer })
      })
      await page.evaluate(() => { location.hash = '#/list/unreplied' })
      await table(page).locator('[role=row]').nth(20).waitFor({ timeout: 120_000 })
      await page.waitForTimeout(1_500)
      const element = await tableElement(page)
      const session = await browser.newBrowserCDPSession()
      const heads = await table(page).locator('.gd-list-headcell').count()
      rowsDrawn = Number(await table(page).getAttribute('aria-rowcount')) - 1
      if (rowsDrawn !== ROWS || (columns === 'all') !== (heads === TICKET_COLUMN_IDS.length)) throw new Error(`the list shows ${rowsDrawn} rows and ${heads} columns`)
      for (const [name, act] of Object.entries({ wheel, keys, jumps, sideways })) {
        const result = await measured(page, element, session, act)
        found.push({ name: `${columns} ${name}`, ...result })
        say(`${columns} columns (${heads}), ${name}: ${result.tasks.length} tasks over ${LONGEST} ms${result.tasks.length > 0 ? `, the longest ${Math.max(...result.tasks)} ms` : ''}; longest by processor ${result.processor.toFixed(1)} ms; longest pause between frames ${result.pause} ms`)
      }
      await context.close()
    }
    const long = found.flatMap(({ tasks }) => tasks).filter((duration) => duration > LONGEST)
    say(`scroll: ${ROWS} generated rows, ${found.length} ways: ${long.length} tasks over ${LONGEST} ms${long.length > 0 ? `, longest ${Math.max(...long)} ms` : ''}; longest by processor ${Math.max(...found.map(({ processor }) => processor)).toFixed(1)} ms; load ${loadavg()[0]!.toFixed(1)}`)
    return { long, processor: Math.max(...found.map(({ processor }) => processor)) }
  } finally {
    await browser.close()
    await stopServer()
  }
}

if (import.meta.main) process.exitCode = (await measureScroll()).long.length === 0 ? 0 : 1
