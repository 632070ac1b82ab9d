import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { TicketDocument } from '#server/download/content/document.ts'
import { createSlots } from '#server/download/slots.ts'
import { findRow, insertRows } from '#server/database/database.ts'
import { download, pagesOfPdf, picturesOfPdf } from '../../support/downloads.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
let folder: string
const usual = process.env['TMPDIR']
beforeAll(async () => {
  // Other tests download at the same time.
  folder = await mkdtemp(join(tmpdir(), 'gongdan-load-'))
  process.env['TMPDIR'] = folder
  server = await startTestServer()
})
afterAll(async () => {
  await server.stop()
  if (usual === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = usual
  await rm(folder, { recursive: true, force: true })
})

const leftBehind = async (): Promise<string[]> => (await readdir(tmpdir())).filter((name) => name.startsWith('gongdan-download-'))

describe('files of tickets', () => {
  it('are all made when twenty people ask at once, and leave nothing behind', async () => {
    const agent = await server.as('HQ/agent')
    const { no } = await agent.createTicket({ body: ticketInput() })
    const files = await Promise.all(Array.from({ length: 20 }, (_, index) => download(agent, no, index % 2 === 0 ? 'pdf' : 'xlsx')))
    for (const [index, { content }] of files.entries()) expect(content.subarray(0, 4).toString('latin1')).toBe(index % 2 === 0 ? '%PDF' : 'PK\u0003\u0004')
    await expect.poll(leftBehind).toEqual([])
  }, 60_000)

  it('are given up when the person goes, and others get their turn', async () => {
    const agent = await server.as('HQ/agent')
    const { no } = await agent.createTicket({ body: ticketInput() })
    const headers = { Authorization: `Bearer ${await server.tokenOf('HQ/agent')}` }
    const lines = server.logLines.length
    for (const patience of [20, 60, 120, 180]) {
      await Promise.all(Array.from({ length: 6 }, () => server.request(`/api/v1/tickets/${no}/download?format=pdf`, { headers, signal: AbortSignal.timeout(patience) }).then((response) => response.arrayBuffer()).catch(() => null)))
    }
    expect((await download(agent, no, 'pdf')).content.subarray(0, 4).toString('latin1')).toBe('%PDF')
    await expect.poll(leftBehind, { timeout: 10_000 }).toEqual([])
    expect(server.logLines.slice(lines).filter((line) => line.includes('request failed'))).toEqual([])
  }, 60_000)

  it('leave nothing of a server that was killed long ago', async () => {
    const [old, young] = [join(folder, 'gongdan-download-old'), join(folder, 'gongdan-download-young')]
    for (const one of [old, young]) await mkdir(one)
    await utimes(old, new Date(Date.now() - 7_200_000), new Date(Date.now() - 7_200_000))
    // A module of its own, as a server that has just started.
    vi.resetModules()
    const { writeFile } = await import('#server/download/writeFile.ts')
    await expect(writeFile({ format: 'pdf', document: {} as TicketDocument }, new AbortController().signal)).rejects.toThrow()
    await expect.poll(leftBehind).toEqual(['gongdan-download-young'])
    await rm(young, { recursive: true })
  })

  it('have 2,000 records and 100 pictures, while the server goes on answering', async () => {
    const agent = await server.as('HQ/agent')
    const { no } = await agent.createTicket({ body: ticketInput() })
    const { tables } = server.database
    const { id: ticketId } = (await findRow(tables.tickets, { no }))!
    const at = server.clock.now()
    await insertRows(tables.records, Array.from({ length: 2_000 }, (_, index) => ({
      ticketId, operation: 'assist_reply', origin: 'assist_reply', at, userName: '协助', content: `第 ${index + 1} 条：配件已从工厂发出，单号 SF${1_000_000_000 + index}，请商场三日内上门更换，并拍照回传。`.repeat(2),
    })), null)
    const shared = await sharp({ create: { width: 2400, height: 1800, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 120, sigma: 20 } } }).jpeg().toBuffer()
    const records = await tables.records.model.findAll({ where: { ticketId }, order: [['id', 'ASC']], limit: 100, raw: true }) as unknown as { id: number }[]
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(shared)], { type: 'image/jpeg' }), '照片.jpg')
    const { sha256, size, mediaType } = await agent.uploadAttachment({}, { content: form })
    const uploader = server.world.HQ
    await insertRows(tables.attachments, records.map(({ id }, index) => ({
      id: crypto.randomUUID(), sha256, size, mediaType, name: `照片 ${index + 1}.jpg`, uploadedBy: uploader, uploadedAt: at, ticketId, recordId: id,
    })), null)

    const memory = process.memoryUsage().rss
    let slowest = 0
    let going = true
    const watching = (async () => {
      while (going) {
        const asked = performance.now()
        await agent.getMe()
        slowest = Math.max(slowest, performance.now() - asked)
        await new Promise((resolve) => { setTimeout(resolve, 50) })
      }
    })()
    const began = performance.now()
    const { content } = await download(agent, no, 'pdf')
    const took = performance.now() - began
    going = false
    await watching
    const more = (process.memoryUsage().rss - memory) / 1024 / 1024
    process.stdout.write(`PDF of 2,001 records and 100 pictures: ${Math.round(took)} ms, ${(content.length / 1024 / 1024).toFixed(1)} MB, ${Math.round(more)} MB more memory, slowest other answer ${Math.round(slowest)} ms\n`)
    const pages = pagesOfPdf(content)
    const text = pages.join('').replace(/\s+/gu, '')
    for (const index of [1, 2, 999, 1_000, 2_000]) expect(text).toContain(`第${index}条：`)
    expect(picturesOfPdf(content)).toHaveLength(100)
    expect(text).toContain(`第${pages.length}/${pages.length}页`)
    expect(more).toBeLessThan(700)
    expect(slowest).toBeLessThan(2_000)
  }, 180_000)
})

describe('places', () => {
  it('are given in order, given back once, and refused when too many wait', async () => {
    const slots = createSlots({ places: 1, waiting: 2, retryAfterSeconds: 7 })
    const { signal } = new AbortController()
    const first = await slots.take(signal)
    const order: number[] = []
    const second = slots.take(signal).then((free) => { order.push(2); return free })
    const gone = new AbortController()
    const third = slots.take(gone.signal)
    await expect(slots.take(signal)).rejects.toMatchObject({ code: 'rate_limited', extras: { retryAfterSeconds: 7 } })
    gone.abort(new Error('gone'))
    await expect(third).rejects.toThrow('gone')
    const fourth = slots.take(signal).then((free) => { order.push(4); return free })
    first()
    first()
    const free = await second
    expect(order).toEqual([2])
    free()
    ;(await fourth)()
    expect(order).toEqual([2, 4])
  })
})
