import { extname, resolve, sep } from 'node:path'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
}

/** The media type of a file by its name; unknown ones are bytes, which no browser runs. */
export function contentType(file: string): string {
  return contentTypes[extname(file).toLowerCase()] ?? 'application/octet-stream'
}

/**
 * The file of `root` that a request path names, or undefined if it would leave `root` or is malformed.
 * @param root absolute folder
 * @param pathname path of the URL, still percent-encoded; `/` is `index.html`
 */
export function resolveStaticFile(root: string, pathname: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  // A backslash separates folders on Windows, a colon names a drive or a stream there, a null byte ends a path in C.
  if (!decoded.startsWith('/') || /[\\:\0]/.test(decoded)) return undefined
  const segments = decoded.slice(1).split('/')
  if (segments.some((segment) => segment === '..' || segment === '.')) return undefined
  const file = resolve(root, decoded === '/' ? 'index.html' : segments.join('/').replace(/^\/+/, ''))
  return file.startsWith(resolve(root) + sep) ? file : undefined
}
