import getRawBody from 'raw-body'
import { ApiError } from '../errors.ts'
import type { RequestContext } from './state.ts'

/** `api.md`: bodies over 1 MiB are refused. */
export const BODY_LIMIT_BYTES = 1024 * 1024

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

const isJson = (context: RequestContext): boolean => {
  const charset = context.request.charset.toLowerCase()
  return context.is('application/json') === 'application/json' && (charset === '' || charset === 'utf-8' || charset === 'utf8')
}

const typeOf = (error: unknown): unknown => (error as { type?: unknown } | null)?.type

/**
 * The bytes of a body. What of a refused body is still on its way is read and thrown away, so that the caller gets to
 * read the answer; the server's time limit for receiving a request bounds it.
 * @throws ApiError `too_large`; `unsupported_media_type` for anything but uncompressed JSON in UTF-8; `bad_request`
 */
export async function readBytes(context: RequestContext): Promise<Buffer> {
  const { req } = context
  if (Number(context.get('Content-Length')) > BODY_LIMIT_BYTES) throw new ApiError('too_large')
  if (!isJson(context) || !['', 'identity'].includes(context.get('Content-Encoding').toLowerCase())) throw new ApiError('unsupported_media_type')
  try {
    return await getRawBody(req, { length: context.get('Content-Length') || null, limit: BODY_LIMIT_BYTES })
  } catch (error) {
    req.resume()
    if (typeOf(error) === 'entity.too.large') throw new ApiError('too_large')
    if (typeOf(error) === 'request.aborted' || typeOf(error) === 'request.size.invalid') throw new ApiError('bad_request', { detail: 'The body does not have the length it announced.' })
    throw error
  }
}

/** @throws ApiError `bad_request` for what is not UTF-8 or not JSON */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(strictUtf8.decode(bytes)) as unknown
  } catch {
    throw new ApiError('bad_request', { detail: 'The body is not JSON in UTF-8.' })
  }
}
