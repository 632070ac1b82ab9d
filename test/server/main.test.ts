import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { createTestDatabase, type FreshDatabase } from '#test/support/testDatabase.ts'

const program = resolve(import.meta.dirname, '../../server/main.ts')
let fresh: FreshDatabase
beforeAll(async () => { fresh = await createTestDatabase(inject('databaseUrl'), { migrated: false }) })
afterAll(() => fresh.drop())

/** The program itself; `ready` is its address, or null where it ended without one. */
function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [program], { env: { PATH: process.env['PATH'], GONGDAN_SECRET: 's'.repeat(40), GONGDAN_PORT: '0', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = { stdout: '', stderr: '' }
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const ready = new Promise<string | null>((done) => {
    child.stdout.on('data', (data: Buffer) => {
      output.stdout += data.toString()
      const url = /^ready (http:\S+)$/m.exec(output.stdout)?.[1]
      if (url) done(url)
    })
    child.stderr.on('data', (data: Buffer) => { output.stderr += data.toString() })
    void ended.then(() => done(null))
  })
  return { child, output, ended, ready }
}

const listening = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

describe('the server program', () => {
  test('migrates an empty database, says that it is ready, and stops on SIGTERM with 0', async () => {
    const run = start({ DATABASE_URL: fresh.url })
    const url = await run.ready
    expect([url, run.output.stderr]).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), ''])
    expect(run.output.stdout).toMatch(/Migrated 0001-organisations/)
    expect((await fetch(`${url}/health/ready`)).status).toBe(200)
    run.child.kill('SIGTERM')
    expect(await run.ended).toBe(0)
  })

  test('finishes the request that is running when it is told to stop, and takes no other', async () => {
    const run = start({ DATABASE_URL: fresh.url })
    const url = (await run.ready)!
    const body = JSON.stringify({ orgCode: 'HQ', account: 'x', password: 'x' })
    const running = request(`${url}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'Content-Length': body.length } })
    const answered = once(running, 'response') as Promise<[IncomingMessage]>
    running.write(body.slice(0, 10))
    // The request for the metrics is one itself.
    await vi.waitUntil(async () => (await (await fetch(`${url}/metrics`)).text()).includes('gongdan_http_requests_in_flight 2'), 20_000)
    run.child.kill('SIGINT')
    await vi.waitUntil(() => fetch(`${url}/health/live`).then(() => false, () => true), 20_000)
    running.end(body.slice(10))
    const [response] = await answered
    response.resume()
    const answeredAt = performance.now()
    expect([response.statusCode, await run.ended]).toEqual([401, 0])
    // The caller's open connection does not hold it up until its patience ends.
    expect(performance.now() - answeredAt).toBeLessThan(5_000)
    await expect(fetch(`${url}/health/live`)).rejects.toThrow()
  })

  test('a port in use is one clear error', async () => {
    const other = createServer()
    const port = await listening(other)
    const run = start({ DATABASE_URL: fresh.url, GONGDAN_PORT: String(port) })
    expect(await run.ended).toBe(1)
    expect(run.output.stderr.trim()).toBe(`Port ${port} on 127.0.0.1 is in use (GONGDAN_PORT)`)
    other.close()
  })

  test('a database that is not there, or refuses us, is one clear error without the password', async () => {
    const missing = start({ DATABASE_URL: `${fresh.url}_missing` })
    expect(await missing.ended).toBe(1)
    expect(missing.output.stderr.trim()).toBe('The database that DATABASE_URL names does not exist on the server (ER_BAD_DB_ERROR)')
    const refused = start({ DATABASE_URL: fresh.url.replace(/\/\/[^@]*@/, '//nobody:hunter2@') })
    expect(await refused.ended).toBe(1)
    expect(refused.output.stderr.trim()).toMatch(/^The database refuses the user or the password of DATABASE_URL \(ER_\w+\)$/)
    expect(refused.output.stderr).not.toContain('hunter2')
  })

  test('told to stop while it waits for a database, it ends at once with 0', async () => {
    const run = start({ DATABASE_URL: 'mysql://nobody:none@127.0.0.1:1/none' })
    await new Promise<void>((waiting) => run.child.stdout.on('data', () => { if (run.output.stdout.includes('Waiting for the database')) waiting() }))
    run.child.kill('SIGTERM')
    expect([await run.ended, run.output.stderr]).toEqual([0, ''])
  })

  test('wrong variables are one line each', async () => {
    const run = start({ DATABASE_URL: fresh.url, GONGDAN_SECRET: 'short', GONGDAN_TIMEZONE: 'Nowhere' })
    expect(await run.ended).toBe(1)
    expect(run.output.stderr.trim().split('\n').sort()).toEqual(['GONGDAN_SECRET needs at least 32 characters', 'GONGDAN_TIMEZONE must be an IANA time zone such as Asia/Shanghai'])
  })
})
