import { readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { findRows } from '#server/database/database.ts'
import { collectOrphans, type Collected } from '#server/jobs/attachments/collectOrphans.ts'
import { announce, pngOf, resumable, sendPart, textOfSize, uploadForm, uploadInParts } from '#test/support/attachments.ts'
import { problemOf, startTestServer, type TestServer } from '#test/support/testServer.ts'
import { ticketInput } from '#test/support/tickets.ts'

const DAY_MS = 24 * 3_600_000
const NOTHING: Collected = { attachments: 0, uploads: 0, contents: 0, leftovers: 0 }

let server: TestServer
let agent: Client
beforeEach(async () => {
  server = await startTestServer()
  agent = await server.as('HQ/agent')
})
afterEach(() => server.stop())

const collect = (): Promise<Collected> => collectOrphans(server.services, server.attachments)
const filesIn = async (): Promise<string[]> =>
  (await readdir(server.attachmentFolder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name).sort()
const createWith = (ids: string[]) => agent.createTicket({ body: ticketInput({ feedback: { ...ticketInput().feedback, attachmentIds: ids } }) })
const days = (count: number): void => server.clock.set(new Date(server.clock.now().getTime() + count * DAY_MS).toISOString())

describe('what belongs to nothing', () => {
  it('stays for a week, and then goes with its content and its thumbnail', async () => {
    const { id, sha256 } = await uploadForm(agent, pngOf(20, 20), '图.png')
    await agent.getAttachment({ params: { id }, query: { size: 'thumbnail' } })
    expect(await filesIn()).toEqual([sha256, `${sha256}.webp`])
    days(6.9)
    expect(await collect()).toEqual(NOTHING)
    days(0.2)
    expect(await collect()).toEqual({ ...NOTHING, attachments: 1, contents: 1 })
    expect(await filesIn()).toEqual([])
    expect(await findRows(server.database.tables.attachmentContents, {})).toEqual([])
    expect(await problemOf(agent.getAttachment({ params: { id }, query: {} }))).toMatchObject({ status: 404 })
    expect(await collect()).toEqual(NOTHING)
  })

  it('leaves what a ticket has, also where somebody else’s unlinked file has the same content', async () => {
    const content = pngOf(21, 20)
    const linked = await uploadForm(agent, content, '图.png')
    await createWith([linked.id])
    await uploadForm(await server.as('M0003/mall'), content, '图.png')
    days(30)
    expect(await collect()).toEqual({ ...NOTHING, attachments: 1 })
    expect(((await agent.getAttachment({ params: { id: linked.id }, query: {} })).content as Buffer).equals(content)).toBe(true)
  })

  it('goes with its parts, and an upload that goes on stays', async () => {
    const [left, going] = [resumable(textOfSize(9_000, 'left'), '记录.txt'), resumable(textOfSize(9_000, 'going'), '记录.txt')]
    await announce(agent, left)
    await sendPart(agent, left, 0, 5_000)
    await announce(agent, going)
    await sendPart(agent, going, 0, 5_000)
    days(5)
    await sendPart(agent, going, 5_000, 1_000)
    days(5)
    expect(await collect()).toEqual({ ...NOTHING, uploads: 1 })
    expect(await problemOf(agent.getUpload({ params: { id: left.id } }))).toMatchObject({ status: 404 })
    expect(await uploadInParts(agent, left)).toMatchObject({ id: left.id })
    expect(await sendPart(agent, going, 6_000)).toMatchObject({ received: 9_000 })
  })

  it('includes what killed servers left on the disk', async () => {
    await uploadForm(agent, pngOf(20, 20), '图.png')
    const old = new Date(server.clock.now().getTime() - 8 * DAY_MS)
    const leftovers = [join(server.attachmentFolder, 'incoming', 'half'), join(server.attachmentFolder, 'uploads', '6f6f7f70-52f1-4b4c-9a3f-3f0c5f9d1a11.part')]
    await announce(agent, resumable(textOfSize(10), '记录.txt')).then(async ({ id }) => agent.sendUploadPart({ params: { id }, query: { offset: 0 } }, { content: Buffer.from('a') }))
    for (const path of leftovers) {
      await writeFile(path, 'x')
      await utimes(path, old, old)
    }
    const kept = join(server.attachmentFolder, 'incoming', 'coming')
    await writeFile(kept, 'x')
    expect(await collect()).toEqual({ ...NOTHING, leftovers: 2 })
    expect(await readdir(join(server.attachmentFolder, 'incoming'))).toEqual(['coming'])
  })

  it('a content whose removal was not committed counts as not there, and is uploaded again', async () => {
    const content = pngOf(22, 20)
    const first = await uploadForm(agent, content, '图.png')
    await server.attachments.store.remove(first.sha256)
    const again = resumable(content, '图.png')
    expect((await announce(agent, again)).attachment).toBeNull()
    await uploadInParts(agent, again)
    expect((await agent.getAttachment({ params: { id: again.id }, query: {} })).mediaType).toBe('image/png')
  })

  it('is collected by three servers at once while the same contents are uploaded and linked: nobody loses a content', async () => {
    const contents = Array.from({ length: 12 }, (_, index) => pngOf(30 + index, 20))
    for (const content of contents) await uploadForm(agent, content, '图.png')
    days(8)
    let running = true
    const collecting = Promise.all([1, 2, 3].map(async () => {
      const total = { ...NOTHING }
      while (running) {
        const collected = await collect()
        for (const kind of Object.keys(total) as (keyof Collected)[]) total[kind] += collected[kind]
      }
      return total
    }))
    const mall = await server.as('M0001/mall')
    const uploaded = await Promise.all(contents.map(async (content, index) =>
      index % 2 === 0 ? uploadForm(mall, content, '图.png') : uploadInParts(agent, resumable(content, '图.png'))))
    running = false
    const totals = await collecting
    expect(totals.reduce((sum, { attachments }) => sum + attachments, 0)).toBe(12)
    for (const [index, { id }] of uploaded.entries()) {
      const reader = index % 2 === 0 ? mall : agent
      expect(((await reader.getAttachment({ params: { id }, query: {} })).content as Buffer).equals(contents[index]!)).toBe(true)
    }
  })

  it('is counted in the metrics', async () => {
    await uploadForm(agent, pngOf(20, 20), '图.png')
    days(8)
    const beside = await startTestServer({ beside: server, collector: true })
    try {
      await expect.poll(async () => (await beside.request('/metrics')).text(), { timeout: 5_000 }).toContain('gongdan_attachments_collected_total{kind="contents"} 1')
      expect(await (await beside.request('/metrics')).text()).toContain('gongdan_attachments_collected_total{kind="attachments"} 1')
    } finally {
      await beside.stop()
    }
  })
})
