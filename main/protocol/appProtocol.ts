import { readFile } from 'node:fs/promises'
import { isAppUrl } from './appOrigin.ts'
import { pageHeaders } from './contentSecurityPolicy.ts'
import { forward, type Fetch, type ForwardTarget } from './forward.ts'
import { contentType, resolveStaticFile } from './staticFile.ts'

export interface AppProtocolOptions {
  /** Absolute folder of the built page. */
  root: string
  /** Asked for every request, because the person may change the server. */
  target: () => ForwardTarget
  fetch: Fetch
}

const refused = (status: number): Response => new Response(null, { status, headers: { 'x-content-type-options': 'nosniff' } })

/** Answers `app://gongdan/`: `/api/…` by the server, everything else by a file of the built page. */
export function createAppProtocol(options: AppProtocolOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!isAppUrl(request.url)) return refused(404)
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/api/')) return forward(request, options.target(), options.fetch)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405)
    const file = resolveStaticFile(options.root, pathname)
    if (file === undefined) return refused(404)
    let content: Buffer
    try {
      content = await readFile(file)
    } catch {
      return refused(404)
    }
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(content), {
      headers: { ...pageHeaders(options.target().serverUrl), 'content-type': contentType(file) },
    })
  }
}
