import type { FileAnswer } from './handler.ts'
import type { RequestContext } from './state.ts'

/** Control characters and what ends a quoted text of a header. */
const plainName = (name: string): string => name.replace(/[^\x20-\x7e]|["\\%]/g, '_')

/** RFC 6266: a plain name for old readers, the whole one in UTF-8 beside it. */
const disposition = ({ name, inline }: FileAnswer): string =>
  `${inline ? 'inline' : 'attachment'}; filename="${plainName(name)}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`

/** Answers with a file. Whatever is in it runs nothing: no type is guessed, and the page it is shown in is a sandbox. */
export function sendFile(context: RequestContext, file: FileAnswer): void {
  context.status = 200
  context.type = file.mediaType
  if (file.size !== null) context.length = file.size
  context.set('Content-Disposition', disposition(file))
  context.set('X-Content-Type-Options', 'nosniff')
  context.set('Content-Security-Policy', "default-src 'none'; sandbox")
  context.set('Cache-Control', file.unchanging ? 'private, max-age=31536000, immutable' : 'no-store')
  context.body = file.content
}
