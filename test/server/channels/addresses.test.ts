import { createServer, type Server } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAddressRule } from '#server/channels/addresses.ts'
import { ENDPOINT_TIMEOUT_MS, post } from '#server/channels/post.ts'
import { createChannelTools } from '#server/channels/tools.ts'

const NOT_PUBLIC = [
  '0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1',
  '192.168.1.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255',
  '::', '::1', 'fe80::1', 'fe80::1%lo', 'fc00::1', 'fd12:3456::1', 'ff02::1', 'fec0::1', '2001:db8::1',
  '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::ffff:169.254.169.254', '::127.0.0.1', '::10.0.0.1',
  '64:ff9b::7f00:1', '64:ff9b::169.254.169.254', '64:ff9b:1::a00:1', '2002:7f00:1::', '2002:a00:1::1', '2001:0:7f00:1::', '100::1', '5f00::1', '1::1', '4000::1', 'e000::1',
  '', 'localhost', '127.1', '0x7f000001', '2130706433', 'example.com',
]
const PUBLIC = ['1.1.1.1', '8.8.8.8', '114.114.114.114', '223.5.5.5', '2400:3200::1', '2606:4700:4700::1111', '::ffff:8.8.8.8']

describe('which addresses a channel may reach', () => {
  it.each(NOT_PUBLIC)('not %s', (address) => expect(createAddressRule([])(address)).toBe(false))
  it.each(PUBLIC)('%s', (address) => expect(createAddressRule([])(address)).toBe(true))

  it('those of a configured network, in every form, and none beside it', () => {
    const rule = createAddressRule(['10.1.0.0/16', 'fd00:1::/32'])
    for (const address of ['10.1.0.0', '10.1.255.255', '::ffff:10.1.2.3', '::ffff:a01:203', 'fd00:1::5', '8.8.8.8']) expect(rule(address)).toBe(true)
    for (const address of ['10.0.255.255', '10.2.0.0', '::ffff:10.2.0.0', 'fd00:2::5', '127.0.0.1', '64:ff9b::a01:203']) expect(rule(address)).toBe(false)
  })
})

describe('a request to an endpoint', () => {
  let server: Server
  let asked = 0
  let port = 0
  beforeAll(async () => {
    server = createServer((_request, answer) => {
      asked++
      answer.writeHead(200).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => void server.close())

  /** A name server that answers with each list in turn, the last one for good. */
  function answering(...lists: string[][]): LookupFunction {
    let question = 0
    return (_name, options, callback) => {
      const list = lists[Math.min(question++, lists.length - 1)]!.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
      if (options.all) callback(null, list)
      else callback(null, list[0]!.address, list[0]!.family)
    }
  }
  const send = (url: string, networks: string[], lookup?: LookupFunction) =>
    post(url, {}, Buffer.from('{}'), { timeoutMs: 2_000, rule: createAddressRule(networks), lookup })
  const REFUSED = { status: null, error: 'address_refused' }

  it('reaches what the configuration allows', async () => {
    expect(await send(`http://127.0.0.1:${port}/`, ['127.0.0.0/8'])).toEqual({ status: 200, error: null })
    expect(await send(`http://endpoint.test:${port}/`, ['127.0.0.0/8'], answering(['127.0.0.1']))).toEqual({ status: 200, error: null })
  })

  it.each(['127.0.0.1', '127.1', '0x7f.1', '2130706433', '017700000001', '[::1]', '[::ffff:127.0.0.1]', '127.0.0.1.', 'localhost'])('is refused to %s without it', async (host) => {
    const before = asked
    expect(await send(`http://${host}:${port}/`, [])).toEqual(REFUSED)
    expect(asked).toBe(before)
  })

  it.each(['ftp://8.8.8.8/', 'file:///etc/passwd', 'http://user:word@8.8.8.8/', 'no address'])('is refused for %s', async (url) => {
    expect(await send(url, [])).toEqual({ status: null, error: 'url_refused' })
  })

  it('is refused to a name that leads to a private address, to none but private ones, and to none at all', async () => {
    const before = asked
    expect(await send(`http://endpoint.test:${port}/`, [], answering(['127.0.0.1']))).toEqual(REFUSED)
    expect(await send(`https://endpoint.test:${port}/`, [], answering(['::1', '10.0.0.1', '::ffff:127.0.0.1']))).toEqual(REFUSED)
    expect(await send(`http://endpoint.test:${port}/`, [], answering([]))).toEqual(REFUSED)
    expect(asked).toBe(before)
  })

  it('asks for the name once and connects to that answer: one that changes gains nothing', async () => {
    let questions = 0
    const turning: LookupFunction = (name, options, callback) => {
      questions++
      answering([questions === 1 ? '127.0.0.2' : '127.0.0.1'])(name, options, callback)
    }
    const before = asked
    expect((await send(`http://endpoint.test:${port}/`, ['127.0.0.2/32'], turning)).error).toBe('connection:ECONNREFUSED')
    expect(questions).toBe(1)
    expect(asked).toBe(before)
  })

  it('never connects to the private ones among several addresses', async () => {
    expect((await send(`http://endpoint.test:${port}/`, ['127.0.0.2/32'], answering(['127.0.0.1', '127.0.0.2']))).error).toBe('connection:ECONNREFUSED')
  })

  it('says that a name is not known, and that a certificate is not trusted', async () => {
    const unknown: LookupFunction = (_name, _options, callback) => callback(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }), [])
    expect(await send('http://nowhere.test/', [], unknown)).toEqual({ status: null, error: 'name_not_found' })
    expect((await send(`https://127.0.0.1:${port}/`, ['127.0.0.0/8'])).error).toMatch(/^(certificate|connection):/)
  })

  it('has ten seconds in all unless told otherwise', async () => {
    expect(ENDPOINT_TIMEOUT_MS).toBe(10_000)
    const given: number[] = []
    const original = AbortSignal.timeout
    AbortSignal.timeout = (ms) => {
      given.push(ms)
      return original.call(AbortSignal, ms)
    }
    await createChannelTools({ secret: 's'.repeat(32), channelNetworks: ['127.0.0.0/8'] }).post(`http://127.0.0.1:${port}/`, {}, Buffer.from('{}'))
    AbortSignal.timeout = original
    expect(given).toEqual([10_000])
  })
})
