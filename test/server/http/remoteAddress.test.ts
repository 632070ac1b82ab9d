import { expect, test } from 'vitest'
import { startTestServer } from '#test/support/testServer.ts'

/** The address by which a server decides whether a caller with this header is inside. */
async function addressSeen(trustedProxies: number, forwarded: string): Promise<string | undefined> {
  const seen: string[] = []
  const server = await startTestServer({ trustedProxies, isInternal: (address) => { seen.push(address); return false } })
  try {
    const headers = { Authorization: `Bearer ${await server.tokenOf('HQ/agent')}`, 'X-Forwarded-For': forwarded }
    expect((await server.request('/api/v1/calls?customerId=1', { headers })).status).toBe(200)
    return seen[0]
  } finally {
    await server.stop()
  }
}

test('without proxies that are trusted, a caller cannot say where he is', async () => {
  expect(await addressSeen(0, '10.0.0.1')).toBe('127.0.0.1')
})

test('behind one proxy, only what that proxy has added counts', async () => {
  expect(await addressSeen(1, '10.0.0.1, 203.0.113.7')).toBe('203.0.113.7')
})
