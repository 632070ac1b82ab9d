import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findRows } from '#server/database/database.ts'
import { CallFileError, playCalls, readCallFile } from '#server/tools/callSimulation.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'

const root = resolve(import.meta.dirname, '../../..')
const file = resolve(root, 'test/fixtures/calls.jsonl')
const lines = readCallFile(readFileSync(file, 'utf8'))

let server: TestServer
beforeAll(async () => {
  // Signatures carry the machine's time.
  server = await startTestServer({ now: new Date().toISOString() })
})
afterAll(() => server.stop())

async function run(...given: string[]): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['server/tools/simulateCalls.ts', ...given], { cwd: root, env: { ...process.env, GONGDAN_CALL_SECRET: '', GONGDAN_SECRET: '', GONGDAN_DATA_DIR: '/nonexistent' } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { said += chunk.toString() })
  const [code] = (await once(child, 'close')) as [number]
  return { code, said }
}

describe('a file of calls', () => {
  it('is read line by line and put in order', () => {
    expect(lines.length).toBeGreaterThan(5)
    expect(readCallFile('{"afterMs":5,"externalId":"b","phone":"1","line":"1","agentAccount":"a","event":"ended"}\n\n# note\n{"afterMs":1,"externalId":"a","phone":"1","line":"1","agentAccount":"a","event":"ringing"}').map(({ externalId }) => externalId)).toEqual(['a', 'b'])
  })

  it('that is none says in which line', () => {
    expect(() => readCallFile('# x\n{')).toThrow(new CallFileError('Line 2 is no JSON'))
    expect(() => readCallFile('{"afterMs":-1,"event":"sneezed"}')).toThrow(/^Line 1: .*afterMs/)
  })
})

describe('npm run simulate-calls', () => {
  it('plays the events signed and with their distances, and says what was answered', async () => {
    const began = performance.now()
    const { code, said } = await run('--file', file, '--server', server.url, '--secret', server.callSecret, '--speed', '10', '--run', 'cli-')
    expect({ code, last: said.trim().split('\n').at(-1) }).toEqual({ code: 0, last: `${lines.length} of ${lines.length} events taken by ${server.url}` })
    expect(performance.now() - began).toBeGreaterThan(2_500)
    const calls = (await findRows(server.database.tables.calls, {})).filter(({ externalId }) => externalId.startsWith('cli-'))
    expect(calls.map(({ externalId }) => externalId).sort()).toEqual(['cli-pbx-1', 'cli-pbx-2', 'cli-pbx-3'])
    expect(calls.find(({ externalId }) => externalId === 'cli-pbx-1')).toMatchObject({ phone: '13900002671', recordingUrl: 'http://recorder.example/pbx-1.wav' })
  })

  it('fails where the server refuses, and without a file or a secret', async () => {
    const said: string[] = []
    expect(await playCalls(lines.slice(0, 1), { server: server.url, secret: 'not the secret of this server', run: 'x-', speed: 100, say: (text) => void said.push(text) })).toBe(0)
    expect(said[0]).toMatch(/401 .*unauthenticated/)
    expect(await playCalls(lines.slice(0, 1), { server: 'http://127.0.0.1:9', secret: 'x', run: 'x-', speed: 100, say: (text) => void said.push(text) })).toBe(0)
    expect(said[1]).toMatch(/no answer/)
    expect(await run()).toMatchObject({ code: 2 })
    expect((await run('--file', file)).said).toMatch(/^Say the secret/)
    expect((await run('--file', '/nonexistent')).said).toMatch(/^There is no file/)
  })
})
