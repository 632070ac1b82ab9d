/**
 * From the event that the telephone system posts to the caller's card on the agent's screen: `npm run bench:screen-pop --
 * --customers 100000 --calls 200`. A real server with demonstration data and that many customers on a private MariaDB, and
 * the built desktop program (`npm run build`; the stand-in where Electron's binary is not on the machine). Seven of ten calls
 * are of a known customer, two of a number that several have, one of nobody. The last line is for `docs/measurements.md`.
 */
import type { Page } from '@playwright/test'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { formatPhone } from '#shared/domain/customer/phoneDisplay.ts'
import { insertRows, type Database } from '#server/database/database.ts'
import { freePort } from '#server/bootstrap/ports.mjs'
import { signIn } from '../e2e/flows/person.ts'
import { startTestDatabase } from '../support/databaseServer.ts'
import { electronExecutable } from '../support/electronExecutable.ts'
import { desktopPage, launchDesktop } from '../support/launchDesktop.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { postCallEvent } from '../support/telephone.ts'
import { createTestDatabase } from '../support/testDatabase.ts'

const callSecret = randomBytes(32).toString('hex')
/** Numbers of households that share one. */
const SHARED = 100
const BATCH = 1_000
const phoneOf = (index: number): string => `17${String(100_000_000 + index)}`
const nameOf = (index: number): string => `客户${index}`
const sharedPhone = (index: number): string => `188${String(10_000_000 + index)}`

/** Customers with a number and a contract each; some households share a second number. */
async function seed({ tables }: Database, customerCount: number): Promise<void> {
  const at = new Date()
  const [last] = await tables.customers.model.findAll({ attributes: ['id'], order: [['id', 'DESC']], limit: 1, raw: true }) as unknown as { id: number }[]
  const base = Number(last?.id ?? 0) + 1
  for (let from = 0; from < customerCount; from += BATCH) {
    const indexes = Array.from({ length: Math.min(BATCH, customerCount - from) }, (_, offset) => from + offset)
    await insertRows(tables.customers, indexes.map((index) => ({ id: base + index, name: nameOf(index), type: 'individual' as const, province: '东澜', city: '澜州', district: '江北', address: `滨河路 ${index} 号`, version: 1, createdAt: at, updatedAt: at })), null)
    const phones = indexes.flatMap((index) => [phoneOf(index), ...(index < 3 * SHARED ? [sharedPhone(index % SHARED)] : [])].map((digits, position) => ({ customerId: base + index, digits, reversed: [...digits].reverse().join(''), position })))
    await insertRows(tables.customerPhones, phones, null)
    await insertRows(tables.contracts, indexes.map((index) => ({ customerId: base + index, number: `BENCH-${index}`, brand: '序居', category: '定制衣柜' })), null)
  }
}

/** What the screen must show of a call. */
interface Expected {
  number: string
  card: string
}

/** Waits in the page until a frame with the card has been drawn. @returns ms since 1970 */
function watchForCard(page: Page, expected: Expected): Promise<number> {
  return page.evaluate(({ number, card }) => new Promise<number>((resolve, reject) => {
    const isShown = (): boolean => {
      const heading = [...document.querySelectorAll('.call-head h1')].find((one) => one.textContent === number && one.checkVisibility())
      return (heading?.closest('.call-page')?.querySelector('.call-side')?.textContent ?? '').includes(card)
    }
    const patience = setTimeout(() => reject(new Error(`no card for ${number}: ${card}`)), 15_000)
    const look = (): void => {
      if (!isShown()) return
      observer.disconnect()
      clearTimeout(patience)
      // The second frame begins when the first has been drawn.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())))
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
  }), expected)
}

const percentile = (times: readonly number[], part: number): number => [...times].sort((one, other) => one - other)[Math.max(0, Math.ceil(times.length * part) - 1)]!
const round = (time: number): number => Math.round(time)

export interface ScreenPopFigures {
  customers: number
  calls: number
  /** From POST to drawn card, in ms. */
  p50: number
  p95: number
  max: number
}

/** Measures on a database of its own, and says what it finds. */
export async function measureScreenPop(customerCount: number, callCount: number): Promise<ScreenPopFigures> {
  const databaseServer = await startTestDatabase(['--innodb-buffer-pool-size=512M'])
  const { url, database, drop } = await createTestDatabase(databaseServer.url, { migrated: false })
  const folders = [mkdtempSync(join(tmpdir(), 'gongdan-bench-')), mkdtempSync(join(tmpdir(), 'gongdan-bench-desktop-'))] as const
  const server = await startServerProcess({
    DATABASE_URL: url, GONGDAN_PORT: String(await freePort()), GONGDAN_DEMO: '1', GONGDAN_DATA_DIR: folders[0], GONGDAN_SECRET: randomBytes(32).toString('hex'), GONGDAN_CALL_SECRET: callSecret,
  })
  try {
    await seed(database, customerCount)
    const [{ count }] = (await database.sequelize.query('SELECT COUNT(*) AS count FROM customers'))[0] as [{ count: number }]
    const app = await launchDesktop({ serverUrl: server.url, userDataDir: folders[1] })
    const program = app.process()
    try {
      const { page } = await signIn(await desktopPage(app), 'HQ', 'agent', 'Control+n')
      await page.getByTitle('实时更新已开').waitFor()
      const telephone = { url: server.url, callSecret }
      const times: number[] = []
      const answers: number[] = []
      for (let number = 0; number <= callCount; number += 1) {
        const kind = number % 10
        const index = (number * 7_919) % customerCount
        const phone = kind < 7 ? phoneOf(index) : kind < 9 ? sharedPhone(number % SHARED) : `166${String(10_000_000 + number)}`
        const card = kind < 7 ? nameOf(index) : kind < 9 ? '有 3 位客户' : '没有用过这个号码的客户'
        const event = { externalId: `bench-${number}`, phone, line: '2', agentAccount: 'agent', at: new Date().toISOString() }
        const shown = watchForCard(page, { number: formatPhone(phone), card })
        // The watch is in the page before the telephone rings.
        await page.evaluate(() => undefined)
        const began = Date.now()
        const { status } = await postCallEvent(telephone, { ...event, event: 'ringing' }, new Date())
        answers.push(Date.now() - began)
        if (status !== 201) throw new Error(`the server answered ${status}`)
        const took = (await shown) - began
        // The first fetches what the program has not used yet.
        if (number > 0) times.push(took)
        else console.log(`first call after the start: ${round(took)} ms`)
        await postCallEvent(telephone, { ...event, event: 'ended', at: new Date().toISOString() }, new Date())
        await page.locator('.call-head:visible').waitFor()
        await page.keyboard.press('Control+w')
        await page.locator('.call-head:visible').waitFor({ state: 'hidden' })
      }
      const [p50, p95, max] = [round(percentile(times, 0.5)), round(percentile(times, 0.95)), round(Math.max(...times))]
      const what = electronExecutable().isReal ? 'Electron' : 'the stand-in of Electron (Chromium)'
      console.table([{ customers: count, calls: times.length, 'p50 ms': p50, 'p95 ms': p95, 'max ms': max, 'POST p50 ms': percentile(answers, 0.5), 'POST p95 ms': percentile(answers, 0.95) }])
      console.log(`bench:screen-pop: ${times.length} calls, ${count} customers, desktop program in ${what}: POST to drawn card p50 ${p50} ms, p95 ${p95} ms, max ${max} ms (goal: p95 at most 300 ms); load of the machine ${loadavg().map((load) => load.toFixed(1)).join(', ')}`)
      return { customers: count, calls: times.length, p50, p95, max }
    } finally {
      // It may ask about a form; nothing in it is anybody's.
      program.kill('SIGKILL')
    }
  } finally {
    await server.stop()
    await drop()
    await databaseServer.stop()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { customers: { type: 'string', default: '100000' }, calls: { type: 'string', default: '200' } } })
  await measureScreenPop(Number(values.customers), Number(values.calls))
}
