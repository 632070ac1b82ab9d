import { describe, expect, test } from 'vitest'
import { ConfigurationError, networkCheck, readConfig } from '#server/config.ts'
import { isSupported } from '#server/database/waitForDatabase.ts'

const secret = 's'.repeat(32)
const right = { DATABASE_URL: 'mysql://u:p@127.0.0.1:3306/gongdan', GONGDAN_SECRET: secret }
const read = (env: Record<string, string | undefined>) => readConfig({ ...right, ...env }, '/srv/gongdan')
const problems = (env: Record<string, string | undefined>): string[] => {
  try {
    read(env)
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split('\n')
    throw error
  }
  return []
}

describe('the configuration', () => {
  test('has defaults for all but database and secret', () => {
    expect(read({})).toMatchObject({
      databaseUrl: right.DATABASE_URL, port: 8080, host: '127.0.0.1', demo: false, timeZone: 'Asia/Shanghai', secret, dataFolder: '/srv/gongdan/data',
      trustedProxies: 0, internalNetworks: [], logLevel: 'info',
    })
  })

  test('derives the telephone system\'s secret, the same on every server, unless it is given', () => {
    expect(read({}).callSecret).toBe(read({}).callSecret)
    expect(read({}).callSecret).not.toBe(secret)
    expect(read({ GONGDAN_CALL_SECRET: 'c'.repeat(32) }).callSecret).toBe('c'.repeat(32))
  })

  test('takes mariadb: as mysql: and an empty variable as absent', () => {
    expect(read({ DATABASE_URL: 'mariadb://u:p@db/gongdan', GONGDAN_PORT: ' ' })).toMatchObject({ databaseUrl: 'mysql://u:p@db/gongdan', port: 8080 })
  })

  test.each([
    [{ DATABASE_URL: undefined }, /^DATABASE_URL is missing/], [{ DATABASE_URL: 'postgres://x/y' }, /^DATABASE_URL must look like mysql/],
    [{ GONGDAN_PORT: '70000' }, /^GONGDAN_PORT must be a whole number/], [{ GONGDAN_PORT: 'http' }, /^GONGDAN_PORT/], [{ GONGDAN_DEMO: 'yes' }, /^GONGDAN_DEMO must be 0 or 1/],
    [{ GONGDAN_TIMEZONE: 'Mars/Olympus' }, /^GONGDAN_TIMEZONE must be an IANA/], [{ GONGDAN_SECRET: undefined }, /^GONGDAN_SECRET is missing/],
    [{ GONGDAN_SECRET: 'short' }, /^GONGDAN_SECRET needs at least 32/], [{ GONGDAN_DEMO: '1', GONGDAN_HOST: '0.0.0.0' }, /^GONGDAN_HOST must be a loopback/],
    [{ GONGDAN_DEMO: '1', GONGDAN_SECRET: 'short' }, /^GONGDAN_SECRET needs/], [{ GONGDAN_INTERNAL_NETWORKS: '10.0.0.0/33' }, /^GONGDAN_INTERNAL_NETWORKS must be CIDR/],
    [{ GONGDAN_TRUST_PROXY: '-1' }, /^GONGDAN_TRUST_PROXY/], [{ GONGDAN_LOG_LEVEL: 'loud' }, /^GONGDAN_LOG_LEVEL/],
  ])('with %j is refused with one line', (env, line) => {
    expect(problems(env)).toEqual([expect.stringMatching(line)])
  })

  test('reports every wrong variable once, and no secret', () => {
    const lines = problems({ DATABASE_URL: 'x', GONGDAN_PORT: 'x', GONGDAN_SECRET: 'hunter2' })
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual(['DATABASE_URL', 'GONGDAN_PORT', 'GONGDAN_SECRET'])
    expect(lines.join()).not.toContain('hunter2')
  })

  test('channels reach no network but the public one unless it is named', () => {
    expect(read({}).channelNetworks).toEqual([])
    expect(read({ GONGDAN_CHANNEL_NETWORKS: '10.0.0.0/8, fd00::/8' }).channelNetworks).toEqual(['10.0.0.0/8', 'fd00::/8'])
    expect(read({ GONGDAN_RECORDING_NETWORKS: '10.1.0.0/16' }).recordingNetworks).toEqual(['10.1.0.0/16'])
    expect(() => read({ GONGDAN_CHANNEL_NETWORKS: '10.0.0.1' })).toThrow('GONGDAN_CHANNEL_NETWORKS must be CIDR ranges')
  })

  test('attachments are in the data folder unless they have a folder of their own', () => {
    expect(read({}).attachmentFolder).toBe('/srv/gongdan/data/attachments')
    expect(read({ GONGDAN_DATA_DIR: '/var/gongdan' }).attachmentFolder).toBe('/var/gongdan/attachments')
    expect(read({ GONGDAN_ATTACHMENT_DIR: '/mnt/files' }).attachmentFolder).toBe('/mnt/files')
    expect(read({ GONGDAN_ATTACHMENT_DIR: 'files' }).attachmentFolder).toBe('/srv/gongdan/files')
  })

  test('the demonstration needs no secret', () => expect(readConfig({ DATABASE_URL: right.DATABASE_URL, GONGDAN_DEMO: '1' }, '/').secret.length).toBeGreaterThan(32))
})

test('internal networks hold addresses of both families', () => {
  const isInternal = networkCheck(['10.0.0.0/8', 'fd00::/8'])
  expect(['10.1.2.3', '::ffff:10.1.2.3', 'fd12::1'].map(isInternal)).toEqual([true, true, true])
  expect(['11.1.2.3', '::1', '127.0.0.1', '', 'nonsense'].map(isInternal)).toEqual([false, false, false, false, false])
  expect(networkCheck([])('10.0.0.1')).toBe(false)
})

test.each([
  ['8.4.3', true], ['9.1.0', true], ['8.0.40', false], ['5.7.44-log', false], ['10.11.6-MariaDB-0+deb12u1', true], ['11.4.2-MariaDB', true], ['10.6.18-MariaDB', false],
  ['5.5.5-10.11.6-MariaDB', true], ['5.5.5-10.6.1-MariaDB', false], ['10.11.6', true], ['nonsense', false],
])('the database version %s is supported: %s', (version, supported) => expect(isSupported(version)).toBe(supported))
