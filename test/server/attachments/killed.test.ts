import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient, type Client } from '#shared/contract/client.ts'
import { announce, resumable, sendPart, sha256Of, textOfSize, type ResumableFile } from '#test/support/attachments.ts'
import { TEST_PASSWORD } from '#test/support/factories.ts'
import { fetchTransport, ProblemError } from '#test/support/http.ts'
import { startServerProcess, type ServerProcess } from '#test/support/serverProcess.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'

const PART = 64 * 1024
const MEGABYTE = 1024 * 1024
const KILLS = 3
const PATIENCE_MS = 180_000

/** The processes live now; the organisations come from here. */
let server: TestServer
let folder: string
const running: ServerProcess[] = []

beforeAll(async () => {
  server = await startTestServer({ now: new Date().toISOString() })
  folder = await mkdtemp(join(tmpdir(), 'gongdan-shared-'))
})
afterAll(async () => {
  await Promise.all(running.map((one) => one.stop()))
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

async function startOne(): Promise<ServerProcess> {
  const started = await startServerProcess({
    DATABASE_URL: server.databaseUrl, GONGDAN_SECRET: 's'.repeat(40), GONGDAN_PORT: '0', GONGDAN_DEMO: '0', GONGDAN_LOG_LEVEL: 'warn', GONGDAN_ATTACHMENT_DIR: folder,
  })
  running.push(started)
  return started
}
const signIn = async (url: string): Promise<Client> => {
  const { accessToken } = await createClient(fetchTransport(url, null)).signIn({ body: { orgCode: 'HQ', account: 'agent', password: TEST_PASSWORD } })
  return createClient(fetchTransport(url, accessToken))
}

/** Sends until the attachment is there; a connection that breaks is told by an exception. @returns how often a part was sent */
async function send(client: Client, file: ResumableFile, onPart: (received: number) => void): Promise<{ sha256: string; parts: number }> {
  let upload = await announce(client, file)
  let parts = 0
  while (!upload.attachment) {
    upload = await sendPart(client, file, upload.received, PART)
    parts++
    onPart(upload.received)
  }
  return { sha256: upload.attachment.sha256, parts }
}

describe('servers that are killed while they receive', () => {
  it('leave an upload that another server on the same folder goes on with, and no acknowledged part is sent twice', async () => {
    const file = resumable(textOfSize(4 * MEGABYTE), '录音 记录.txt')
    const lastSeen = { received: 0 }
    let [kills, sent] = [0, 0]
    for (;;) {
      const one = await startOne()
      const client = await signIn(one.url)
      const begins = (await announce(client, file)).received
      expect(begins).toBeGreaterThanOrEqual(lastSeen.received)
      const killAt = kills < KILLS ? begins + (kills + 2) * PART : Infinity
      try {
        const { sha256, parts } = await send(client, file, (received) => {
          lastSeen.received = received
          sent++
          if (received >= killAt) one.child.kill('SIGKILL')
        })
        expect(sha256).toBe(sha256Of(file.content))
        expect(parts).toBeGreaterThan(0)
        await one.stop()
        break
      } catch (error) {
        if (error instanceof ProblemError) throw error
        await one.stop('SIGKILL')
        kills++
      }
    }
    expect(kills).toBe(KILLS)
    // At most one part for each kill was under way and not acknowledged.
    expect(sent).toBeLessThanOrEqual(Math.ceil(file.content.byteLength / PART) + kills)
    const stored = await readFile(join(folder, file.sha256.slice(0, 2), file.sha256))
    expect(stored.equals(file.content)).toBe(true)
    expect(await readdir(join(folder, 'uploads'))).toEqual([])
  }, PATIENCE_MS)

  it.runIf(process.platform === 'linux')('take a file of 50 MB in one go without holding it in memory', async () => {
    const one = await startOne()
    const client = await signIn(one.url)
    const resident = async (): Promise<number> => Number(/^VmRSS:\s+(\d+) kB/m.exec(await readFile(`/proc/${one.child.pid}/status`, 'utf8'))![1]) / 1024
    const form = (seed: string): FormData => {
      const filled = new FormData()
      filled.set('file', new Blob([new Uint8Array(textOfSize(50 * MEGABYTE, seed))]), '大.txt')
      return filled
    }
    await client.uploadAttachment({}, { content: form('warm') })
    const before = await resident()
    let peak = before
    const watch = setInterval(() => void resident().then((megabytes) => { peak = Math.max(peak, megabytes) }), 20)
    for (const seed of ['one', 'two', 'three', 'four']) await client.uploadAttachment({}, { content: form(seed) })
    await Promise.all(['five', 'six'].map((seed) => client.uploadAttachment({}, { content: form(seed) })))
    clearInterval(watch)
    const after = await resident()
    process.stdout.write(`memory of the server: ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most, ${after.toFixed(0)} MB after six files of 50 MB\n`)
    expect(peak - before).toBeLessThan(100)
    await one.stop()
  }, PATIENCE_MS)
})
