import { randomUUID } from 'node:crypto'
import { forwardedRequestHeaders, forwardedResponseHeaders } from './headers.ts'

/** The part of `fetch` that is used, so that a test can stand in for the network. */
export type Fetch = (address: string, init: RequestInit & { duplex?: 'half' }) => Promise<Response>

export interface ForwardTarget {
  /** Address of the server, without a slash at its end. */
  serverUrl: string
  /** Title of the problem when the server cannot be reached, in the person's language. */
  unreachableTitle: string
}

const withoutBody = new Set([204, 205, 304])

/** 503 `server_unreachable`: the request did not reach a server, or its answer was cut; the page is offline. */
export function serverUnreachable(title: string): Response {
  const problem = { type: 'about:blank', title, status: 503, code: 'server_unreachable', instance: randomUUID() }
  return new Response(JSON.stringify(problem), {
    status: 503,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' },
  })
}

/**
 * Sends a request of the page to the server and answers with what came back: method, headers and body are
 * passed on as streams, the address is replaced.
 * @throws the reason of `request.signal` when the page gave the request up
 */
export async function forward(request: Request, target: ForwardTarget, fetch: Fetch): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  try {
    const answer = await fetch(target.serverUrl + pathname + search, {
      method: request.method,
      headers: forwardedRequestHeaders(request.headers),
      signal: request.signal,
      // The token must not follow a redirect to some other host, and the page's session has no cookies.
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      ...(request.body === null ? {} : { body: request.body, duplex: 'half' }),
    })
    return new Response(withoutBody.has(answer.status) ? null : answer.body, {
      status: answer.status,
      headers: forwardedResponseHeaders(answer.headers),
    })
  } catch (error) {
    if (request.signal.aborted) throw error
    return serverUnreachable(target.unreachableTitle)
  }
}
