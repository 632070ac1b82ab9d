import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { Middleware } from './state.ts'

/** Kinds of files that the build of the page holds; nothing else is served. */
const MEDIA_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.ico': 'image/x-icon', '.webp': 'image/webp', '.woff': 'font/woff',
  '.woff2': 'font/woff2', '.wasm': 'application/wasm', '.txt': 'text/plain; charset=utf-8', '.webmanifest': 'application/manifest+json',
}

/** The build puts a hash of the content into the names of what lies in `assets/`. */
const IMMUTABLE = 'public, max-age=31536000, immutable'

/** The file of a path below `root`, or null for one that would lie outside, is hidden or of no known kind. */
export function resolveFile(root: string, path: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return null
  }
  if (decoded.includes('\0') || decoded.includes('\\') || decoded.split('/').some((part) => part.startsWith('.'))) return null
  const file = normalize(join(root, decoded === '/' ? 'index.html' : decoded))
  return file.startsWith(root + sep) && extname(file) in MEDIA_TYPES ? file : null
}

/**
 * Serves the built page. Hashed files are kept by browsers for good, everything else is asked for anew each time.
 * @param root absolute folder
 */
export const staticFiles = (root: string): Middleware => async (context, next) => {
  const file = context.method === 'GET' || context.method === 'HEAD' ? resolveFile(root, context.path) : null
  const found = file === null ? null : await stat(file).catch(() => null)
  if (file === null || !found?.isFile()) return next()
  context.state.route = 'page'
  context.status = 200
  context.type = MEDIA_TYPES[extname(file)] ?? 'application/octet-stream'
  context.set('Cache-Control', context.path.startsWith('/assets/') ? IMMUTABLE : 'no-cache')
  context.lastModified = found.mtime
  context.etag = `W/"${found.size.toString(16)}-${Math.floor(found.mtimeMs).toString(16)}"`
  if (context.fresh) {
    context.status = 304
    return
  }
  context.length = found.size
  // Koa answers HEAD with the headers alone; a stream that nobody reads would stay open.
  if (context.method === 'GET') context.body = createReadStream(file)
}
