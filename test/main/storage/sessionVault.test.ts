import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SessionVault, type Encryption } from '../../../main/storage/sessionVault.ts'

const serverUrl = 'http://127.0.0.1:8080'
const token = 'a-refresh-token-of-32-characters'
let folder: string
let file: string
let events: string[]

/** Turns the bits over: enough to tell encrypted bytes from plain ones. */
const invert = (data: Uint8Array) => Buffer.from(data.map((byte) => byte ^ 0xff))
const encryption = (available: boolean): Encryption => ({
  available: async () => available,
  encrypt: async (text) => invert(Buffer.from(text)),
  decrypt: async (data) => invert(data).toString(),
})
const broken: Encryption = {
  ...encryption(true),
  decrypt: async () => {
    throw new Error('the key has changed')
  },
}
function vault(with_: Encryption = encryption(true)) {
  const note = (event: string) => void events.push(event)
  return new SessionVault({
    file,
    encryption: with_,
    log: { info: note, warn: note, error: note },
    now: () => new Date('2026-09-29T00:00:00Z'),
  })
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vault-'))
  file = join(folder, 'sessions.json')
  events = []
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('where the system can encrypt', () => {
  it('a token is there for the next start, never in plain text, readable by its owner only', async () => {
    expect(await vault().save(serverUrl, token)).toEqual({ persistent: true })
    const stored = readFileSync(file, 'utf8')
    expect(stored).not.toContain(token)
    expect(stored).not.toContain(Buffer.from(token).toString('base64'))
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(await vault().load(serverUrl)).toEqual({ persistent: true, refreshToken: token })
  })

  it('each server has its own token, and clearing one leaves the other', async () => {
    const first = vault()
    await first.save(serverUrl, token)
    await first.save('https://other.example', 'another-token-0123456789')
    expect(await first.load('https://third.example')).toEqual({ persistent: true, refreshToken: null })
    await first.clear(serverUrl)
    expect((await vault().load(serverUrl)).refreshToken).toBeNull()
    expect((await vault().load('https://other.example')).refreshToken).toBe('another-token-0123456789')
  })

  it('saving many at once loses none and leaves no half-written file behind', async () => {
    const one = vault()
    const servers = Array.from({ length: 20 }, (_, index) => `https://s${index}.example`)
    await Promise.all(servers.map((server) => one.save(server, `${token}-${server}`)))
    const loaded = await Promise.all(servers.map((server) => vault().load(server)))
    expect(loaded.map(({ refreshToken }) => refreshToken)).toEqual(servers.map((server) => `${token}-${server}`))
    expect(readdirSync(folder)).toEqual(['sessions.json'])
  })

  it('a token that can no longer be decrypted means signing in again', async () => {
    await vault().save(serverUrl, token)
    expect(await vault(broken).load(serverUrl)).toEqual({ persistent: true, refreshToken: null })
    expect(events).toEqual(['session_unreadable'])
  })

  it('an unreadable file is set aside, not overwritten, and the vault goes on', async () => {
    writeFileSync(file, '{"version":1,"sess')
    expect((await vault().load(serverUrl)).refreshToken).toBeNull()
    await vault().save(serverUrl, token)
    expect(readdirSync(folder).sort()).toEqual(['sessions.json', 'sessions.json.unreadable-2026-09-29T00-00-00-000Z'])
    expect(events).toEqual(['session_file_unreadable'])
  })
})

describe('where the system cannot encrypt', () => {
  it('a token lives in memory only, and the answer says so', async () => {
    const one = vault(encryption(false))
    expect(await one.save(serverUrl, token)).toEqual({ persistent: false })
    expect(await one.load(serverUrl)).toEqual({ persistent: false, refreshToken: token })
    expect(readdirSync(folder)).toEqual([])
    expect(await vault(encryption(false)).load(serverUrl)).toEqual({ persistent: false, refreshToken: null })
    await one.clear(serverUrl)
    expect((await one.load(serverUrl)).refreshToken).toBeNull()
  })
})
