import { describe, expect, it } from 'vitest'
import { isLoopback, readEnvironment } from '#server/bootstrap/environment.mjs'

const start = { root: '/checkout', demoByDefault: true }
const serve = { root: '/checkout', demoByDefault: false }
const secret = 's'.repeat(32)

describe('the environment', () => {
  it('needs nothing for the demonstration', () => {
    expect(readEnvironment({}, start)).toEqual({
      port: 8080,
      host: '127.0.0.1',
      dataFolder: '/checkout/data',
      demo: true,
      desktop: true,
      databaseUrl: undefined,
      timeZone: 'Asia/Shanghai',
      secret: undefined,
    })
  })

  it('takes every variable that is set', () => {
    const env = {
      GONGDAN_PORT: '9000',
      GONGDAN_HOST: '0.0.0.0',
      GONGDAN_DATA_DIR: 'elsewhere',
      GONGDAN_DEMO: '0',
      GONGDAN_DESKTOP: '0',
      DATABASE_URL: 'mysql://u:p@db.example:3307/gongdan',
      GONGDAN_TIMEZONE: 'Asia/Urumqi',
      GONGDAN_SECRET: secret,
    }
    expect(readEnvironment(env, start)).toEqual({
      port: 9000,
      host: '0.0.0.0',
      dataFolder: '/checkout/elsewhere',
      demo: false,
      desktop: false,
      databaseUrl: 'mysql://u:p@db.example:3307/gongdan',
      timeZone: 'Asia/Urumqi',
      secret,
    })
  })

  it.each(['0', '65536', '80a', '-1', '8080.5'])('refuses the port %s', (port) => {
    expect(() => readEnvironment({ GONGDAN_PORT: port }, start)).toThrow(/GONGDAN_PORT/)
  })

  it.each(['postgres://u@h/d', 'mysql://host', 'mysql://host/', 'localhost:3306'])('refuses the database address %s', (url) => {
    expect(() => readEnvironment({ DATABASE_URL: url }, start)).toThrow(/DATABASE_URL/)
  })

  it('never repeats the password of a wrong database address', () => {
    expect(() => readEnvironment({ DATABASE_URL: 'postgres://u:hidden@h/d' }, start)).toThrow(
      expect.not.stringContaining('hidden'),
    )
  })

  it('requires a secret outside the demonstration', () => {
    expect(() => readEnvironment({}, serve)).toThrow(/GONGDAN_SECRET is missing/)
    expect(() => readEnvironment({ GONGDAN_DEMO: '0' }, start)).toThrow(/GONGDAN_SECRET is missing/)
    expect(readEnvironment({ GONGDAN_SECRET: secret }, serve).demo).toBe(false)
  })

  it('refuses a short secret without showing it', () => {
    expect(() => readEnvironment({ GONGDAN_SECRET: 'guessable' }, serve)).toThrow(/9 characters; it needs at least 32/)
  })

  it('keeps the demonstration on loopback', () => {
    expect(() => readEnvironment({ GONGDAN_HOST: '0.0.0.0' }, start)).toThrow(/loopback/)
    expect(readEnvironment({ GONGDAN_HOST: '::1' }, start).host).toBe('::1')
  })

  it('reports all that is wrong at once', () => {
    const env = { GONGDAN_PORT: 'x', GONGDAN_DEMO: 'yes', GONGDAN_TIMEZONE: 'Mars/Olympus' }
    expect(() => readEnvironment(env, start)).toThrow(/GONGDAN_PORT[^]*GONGDAN_TIMEZONE[^]*GONGDAN_DEMO/)
  })
})

describe('loopback', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['localhost', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['10.0.0.1', false],
    ['127.evil.example', false],
  ])('%s: %s', (host, expected) => expect(isLoopback(host)).toBe(expected))
})
