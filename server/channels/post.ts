import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { guardLookup, literalAddress, type AddressRule } from './addresses.ts'

/** `notices.md` leaves it open; a receiver that needs longer takes the message and works on it afterwards. */
export const ENDPOINT_TIMEOUT_MS = 10_000
/** An answer is read for its end alone, and not further than this. */
const ANSWER_MAX_BYTES = 16 * 1024

export interface Posted {
  /** Of the answer; null without one. */
  status: number | null
  /** A stable code, with a detail behind a colon; null: delivered. */
  error: string | null
}

export interface PostOptions {
  /** For all together: name, connection, answer with its body; in ms. */
  timeoutMs: number
  rule: AddressRule
  /** Instead of the system's, for tests. */
  lookup?: LookupFunction | undefined
  /** Breaks it off, with the error `interrupted`. */
  signal?: AbortSignal | undefined
}

function verdict(status: number): Posted {
  if (status >= 200 && status < 300) return { status, error: null }
  return { status, error: `${status >= 300 && status < 400 ? 'redirect' : 'http_status'}:${status}` }
}

const NAME_CODES = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME']

function describeFailure(error: unknown): string {
  const code = String((error as { code?: unknown }).code ?? '')
  if (code === 'ADDRESS_REFUSED') return 'address_refused'
  if (NAME_CODES.includes(code)) return 'name_not_found'
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code)) return `certificate:${code}`
  return code === '' ? 'connection' : `connection:${code}`
}

/** Why no request goes to this URL at all; null where one may. */
export function urlRefusal(url: URL, rule: AddressRule): 'url_refused' | 'address_refused' | null {
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') return 'url_refused'
  const literal = literalAddress(url)
  return literal !== null && !rule(literal) ? 'address_refused' : null
}

/**
 * Posts a body and says what became of it; never throws. Redirects are not followed, no proxy of the environment is asked,
 * no connection is kept. Delivered is a status from 200 to 299 whose answer ended in time (or was too long to be read on).
 */
export function post(target: string, headers: Record<string, string>, bytes: Buffer, { timeoutMs, rule, lookup, signal }: PostOptions): Promise<Posted> {
  const url = URL.parse(target)
  const refusal = url ? urlRefusal(url, rule) : 'url_refused'
  if (!url || refusal) return Promise.resolve({ status: null, error: refusal })
  const patience = AbortSignal.timeout(timeoutMs)
  const failed = (error: unknown): Posted => ({ status: null, error: signal?.aborted ? 'interrupted' : patience.aborted ? 'timeout' : describeFailure(error) })

  return new Promise((resolve) => {
    const read = (answer: IncomingMessage): void => {
      let length = 0
      const given = verdict(answer.statusCode ?? 0)
      answer.on('data', (chunk: Buffer) => {
        length += chunk.length
        if (length <= ANSWER_MAX_BYTES) return
        resolve(given)
        answer.destroy()
      })
      answer.on('end', () => resolve(given))
      // What comes after an answer has ended changes nothing: the first word counts.
      answer.on('error', (error) => resolve(failed(error)))
    }
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method: 'POST', agent: false, lookup: guardLookup(rule, lookup), signal: signal ? AbortSignal.any([signal, patience]) : patience,
      headers: { ...headers, 'Content-Length': String(bytes.length) },
    }, read)
    request.on('error', (error) => resolve(failed(error)))
    request.on('close', () => resolve({ status: null, error: 'connection' }))
    request.end(bytes)
  })
}
