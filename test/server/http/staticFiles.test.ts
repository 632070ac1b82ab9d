import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resolveFile } from '#server/http/staticFiles.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'

let server: TestServer
const base = mkdtempSync(join(tmpdir(), 'gongdan-page-'))
const page = join(base, 'renderer')
beforeAll(async () => {
  mkdirSync(join(page, 'assets'), { recursive: true })
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>工单</title>')
  writeFileSync(join(page, 'assets', 'index-a1b2c3.js'), `console.log(${'1+'.repeat(3000)}1)`)
  writeFileSync(join(page, '.env'), 'secret')
  writeFileSync(join(base, 'secret.txt'), 'secret')
  server = await startTestServer({ pageFolder: page })
})
afterAll(async () => {
  await server.stop()
  rmSync(base, { recursive: true })
})

/** As it stands, without the cleaning that fetch does. */
const rawStatus = (path: string, headers: Record<string, string> = {}): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(server.url)
    request({ host: '127.0.0.1', port, path, headers }, (response) => { response.resume(); resolve(response.statusCode) }).on('error', reject).end()
  })

describe('the page', () => {
  test('is served at the root and asked for anew each time', async () => {
    const response = await server.request('/')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-cache')
    expect(await response.text()).toContain('工单')
    expect(await rawStatus('/', { 'If-None-Match': response.headers.get('etag')! })).toBe(304)
    expect(await rawStatus('/', { 'If-None-Match': '"another"' })).toBe(200)
  })

  test('has hashed files that are kept for good, compressed', async () => {
    const response = await server.request('/assets/index-a1b2c3.js', { headers: { 'Accept-Encoding': 'gzip' } })
    expect([response.status, response.headers.get('content-type'), response.headers.get('content-encoding')]).toEqual([200, 'text/javascript; charset=utf-8', 'gzip'])
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(await response.text()).toContain('console.log')
    expect((await server.request('/assets/index-a1b2c3.js', { method: 'HEAD' })).status).toBe(200)
    expect((await server.request('/assets/gone.js')).status).toBe(404)
  })

  test('nothing outside its folder and nothing hidden is served', async () => {
    for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/..%2f..%2fsecret.txt', '/..%5csecret.txt', '/.env', '/assets', '/%00', '/%', '//etc/passwd', '/assets/%2e%2e/%2e%2e/secret.txt']) {
      expect([path, await rawStatus(path)]).toEqual([path, 404])
      expect(resolveFile(page, path) === null || resolveFile(page, path)!.startsWith(page)).toBe(true)
    }
  })
})
