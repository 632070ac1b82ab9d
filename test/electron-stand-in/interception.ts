// Requests that Chromium holds until they are decided on: those of custom schemes, and navigations.
import { fromChromium, handlerOf } from './protocol.ts'

export interface PausedRequest {
  requestId: string
  frameId: string
  resourceType: string
  request: { url: string; method: string; headers: Record<string, string>; postDataEntries?: { bytes?: string }[] }
}

export interface Fulfilment {
  responseCode: number
  responseHeaders: { name: string; value: string }[]
  body: string
}

/** The answer of the program's own handler, or undefined if the request goes to the network. Bodies are whole, not streamed. */
export async function answerCustomScheme({ request }: PausedRequest): Promise<Fulfilment | undefined> {
  const address = fromChromium(request.url)
  const handler = address === request.url ? undefined : handlerOf(address)
  if (!handler) return undefined
  const parts = (request.postDataEntries ?? []).map((entry) => Buffer.from(entry.bytes ?? '', 'base64'))
  const hasBody = parts.length > 0 && request.method !== 'GET' && request.method !== 'HEAD'
  const response = await handler(
    new Request(address, {
      method: request.method,
      headers: request.headers,
      ...(hasBody ? { body: Buffer.concat(parts) } : {}),
    }),
  )
  return {
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  }
}
