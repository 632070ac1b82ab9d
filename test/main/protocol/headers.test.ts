import { expect, it } from 'vitest'
import { forwardedRequestHeaders, forwardedResponseHeaders } from '../../../main/protocol/headers.ts'

const namesOf = (headers: Headers) => [...headers.keys()].sort()

it('passes on what belongs to the request, and not what belongs to the connection or to the page', () => {
  const kept = forwardedRequestHeaders(
    new Headers({
      authorization: 'Bearer t',
      'content-type': 'application/json',
      'idempotency-key': 'k',
      'accept-language': 'zh-CN',
      connection: 'close, X-Private',
      'x-private': '1',
      'keep-alive': 'timeout=5',
      'transfer-encoding': 'chunked',
      host: 'gongdan',
      origin: 'app://gongdan',
      referer: 'app://gongdan/index.html',
      cookie: 'a=1',
      'sec-fetch-mode': 'cors',
      'content-length': '12',
    }),
  )
  expect(namesOf(kept)).toEqual(['accept-language', 'authorization', 'content-type', 'idempotency-key'])
})

it('passes on an answer without the coding that is undone, without cookies, and as data that can run nothing', () => {
  const kept = forwardedResponseHeaders(
    new Headers({
      'content-type': 'text/html',
      'content-encoding': 'gzip',
      'content-length': '99',
      'set-cookie': 'a=1',
      'retry-after': '3',
      'x-request-id': 'r',
      'access-control-allow-origin': '*',
      'content-security-policy': "script-src 'unsafe-inline'",
      upgrade: 'h2c',
    }),
  )
  expect(namesOf(kept)).toEqual([
    'content-security-policy',
    'content-type',
    'retry-after',
    'x-content-type-options',
    'x-request-id',
  ])
  expect(kept.get('content-security-policy')).toBe("default-src 'none'; sandbox")
})
