import { Readable } from 'node:stream'
import type { FileAnswer } from './handler.ts'
import type { RequestContext } from './state.ts'

/** Control characters and what ends a quoted text of a header. */
const plainName = (name: string): string => name.replace(/[^\x20-\x7e]|["\\%]/g, '_')

/** RFC 6266: a plain name for old readers, the whole one in UTF-8 beside it. */
const disposition = ({ name, inline }: FileAnswer): string =>
  `${inline ? 'inline' : 'attachment'}; filename="${plainName(name)}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`

/** Answers with a file. Whatever is in it runs nothing: no type is guessed, and the page it is shown in is a sandbox. */
export function sendFile(context: RequestContext, file: FileAnswer): void {
  // Its length is announced, and most of it is compressed already.
  context.compress = false
  context.set('Cache-Control', file.entityTag ? 'private, no-cache' : 'no-store')
  if (file.entityTag) context.set('ETag', file.entityTag)
  if (file.entityTag && context.get('If-None-Match') === file.entityTag) {
    if (file.content instanceof Readable) file.content.destroy()
    context.status = 304
    return
  }
  context.status = file.contentRange ? 206 : 200
  if (file.contentRange) context.set('Content-Range', file.contentRange)
  if (file.takesRanges) context.set('Accept-Ranges', 'bytes')
  context.type = file.mediaType
  if (file.size !== null) context.length = file.size
  context.set('Content-Disposition', disposition(file))
  context.set('X-Content-Type-Options', 'nosniff')
  context.set('Content-Security-Policy', "default-src 'none'; sandbox")
  context.body = file.content
}
