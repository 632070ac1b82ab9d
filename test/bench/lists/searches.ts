import type { Database } from '#server/database/database.ts'
import { read } from '../seed/steps.ts'

/** Values that stand in the database. */
export interface Samples {
  numbers: string[]
  phones: string[]
  contracts: string[]
  names: string[]
  mallCode: string
  smallMallCode: string
  phone: string
  customerName: string
  handler: string
  creator: string
}

interface TicketSample { no: string; phones: string; contractNo: string | null; name: string; handler: string | null; creator: string }

/** Draws samples evenly over all tickets. */
export async function drawSamples(database: Database): Promise<Samples> {
  const [range] = await read<{ first: number; last: number }>(database, 'SELECT MIN(id) AS first, MAX(id) AS last FROM tickets')
  const { first, last } = { first: Number(range?.first), last: Number(range?.last) }
  const ids = Array.from({ length: 40 }, (_, index) => first + Math.floor(((last - first) * (index + 0.5)) / 40))
  const rows = await read<TicketSample>(database, `SELECT no, phones, contract_no AS contractNo, customer_name AS name, handler_name AS handler, created_by_name AS creator FROM tickets WHERE id IN (${ids.join()})`)
  const malls = await read<{ code: string }>(database, 'SELECT o.code FROM organisations o JOIN (SELECT mall_id AS id, COUNT(*) AS n FROM tickets WHERE mall_id IS NOT NULL GROUP BY mall_id) x ON x.id = o.id ORDER BY x.n DESC')
  const phones = rows.map((row) => (JSON.parse(row.phones) as string[])[0]!)
  return {
    numbers: rows.map(({ no }) => no), phones, contracts: rows.flatMap(({ contractNo }) => contractNo ?? []), names: rows.map(({ name }) => name),
    mallCode: malls[0]!.code, smallMallCode: malls[Math.floor(malls.length * 0.7)]!.code, phone: phones[7]!, customerName: rows[9]!.name,
    handler: rows.find(({ handler }) => handler)!.handler!, creator: rows[3]!.creator,
  }
}

const WORDS = { common: ['师傅', '上门处理', '橱柜', '安装'], middling: ['起泡', '爆边', '虫蛀', '罗马柱松动'], rare: ['琥珀麒麟', '槿栀', '榉檀色', '薰衣草蓝'], none: ['没有人写过的话', '鏖鑫'] }
const searchPath = (text: string): string => `/search?q=${encodeURIComponent(text)}`

/** What is typed into the search box, and the caller's number. */
export function searches(samples: Samples): { name: string; goalMs: number | null; paths: string[] }[] {
  return [
    { name: 'number', goalMs: 30, paths: samples.numbers.map(searchPath) },
    { name: 'phone', goalMs: 30, paths: samples.phones.map(searchPath) },
    { name: 'last four digits', goalMs: 30, paths: samples.phones.map((phone) => searchPath(phone.slice(-4))) },
    { name: 'caller', goalMs: 30, paths: samples.phones.map((phone) => `/customers?phone=${phone}`) },
    { name: 'name', goalMs: null, paths: samples.names.map(searchPath) },
    { name: 'contract', goalMs: null, paths: samples.contracts.map(searchPath) },
    ...Object.entries(WORDS).map(([name, words]) => ({ name: `text ${name}`, goalMs: null, paths: words.map(searchPath) })),
  ]
}
