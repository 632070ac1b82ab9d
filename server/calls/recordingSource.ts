import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { Transform, type Readable } from 'node:stream'
import { createAddressRule, guardLookup } from '../channels/addresses.ts'
import { urlRefusal } from '../channels/post.ts'

/** A recorder that has not begun to answer by then does not answer. In ms. */
const ANSWER_PATIENCE_MS = 10_000
/** A recorder that stops in the middle for this long is given up. In ms. */
const SILENCE_PATIENCE_MS = 15_000
/** The longest a recording may take, however slowly its listener reads. In ms. */
const WHOLE_PATIENCE_MS = 10 * 60_000
/** An hour of uncompressed telephone sound is 58 MB. */
const MOST_BYTES = 128 * 1024 * 1024

/** A recording on its way from the telephone system. */
export interface Recording {
  mediaType: string
  /** In bytes, of what follows; null where the recorder does not say. */
  size: number | null
  /** `Content-Range`, where a part was asked for and is given. */
  contentRange: string | null
  content: Readable
}

/** Where recordings come from. */
export interface RecordingSource {
  /**
   * @param range the `Range` header of who listens, passed on
   * @throws RecordingUnavailable
   */
  open: (url: string, range: string | null) => Promise<Recording>
}

/** The recorder could not be asked, or what it has is no sound. The message is a stable code without the address. */
export class RecordingUnavailable extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'RecordingUnavailable'
  }
}

export interface RecordingSourceOptions {
  /** CIDR ranges of recorders that are not public. */
  recordingNetworks: readonly string[]
  /** Instead of the system's, for tests. */
  lookup?: LookupFunction
  /** Smaller bounds, for tests. */
  mostBytes?: number
  answerPatienceMs?: number
  silencePatienceMs?: number
}

/** One range of bytes; several at once would be another type of answer. */
const ONE_RANGE = /^bytes=(?:\d{1,15}-\d{0,15}|-\d{1,15})$/
const SOUND = /^audio\/[\w.+-]{1,60}$/

const sizeOf = ({ headers }: IncomingMessage): number | null => (/^\d{1,15}$/.test(headers['content-length'] ?? '') ? Number(headers['content-length']) : null)

/** What is wrong with an answer; null where it is a sound that may be passed on. */
function refusalOf(answer: IncomingMessage, mediaType: string, range: string | null, mostBytes: number): string | null {
  const { statusCode = 0, headers } = answer
  if (statusCode !== 200 && !(statusCode === 206 && range !== null && headers['content-range'])) return `http_status:${statusCode}`
  if (!SOUND.test(mediaType)) return 'not_audio'
  if (!['', 'identity'].includes(headers['content-encoding'] ?? '')) return 'encoded'
  return (sizeOf(answer) ?? 0) > mostBytes ? 'too_large' : null
}

/** Passes bytes on until there are too many. */
function bounded(mostBytes: number): Transform {
  let passed = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.length
      if (passed > mostBytes) done(new RecordingUnavailable('too_large'))
      else done(null, chunk)
    },
  })
}

/**
 * Fetches recordings with the guard of the channels: public addresses and the configured networks alone, checked in the
 * lookup of the connection itself; redirects are not followed, no proxy is asked, no connection is kept.
 */
export function createRecordingSource({
  recordingNetworks, lookup, mostBytes = MOST_BYTES, answerPatienceMs = ANSWER_PATIENCE_MS, silencePatienceMs = SILENCE_PATIENCE_MS,
}: RecordingSourceOptions): RecordingSource {
  const rule = createAddressRule(recordingNetworks)
  return {
    open(target, wished) {
      const url = URL.parse(target)
      const refusal = url ? urlRefusal(url, rule) : 'url_refused'
      if (!url || refusal) return Promise.reject(new RecordingUnavailable(refusal ?? 'url_refused'))
      const range = wished !== null && ONE_RANGE.test(wished) ? wished : null

      return new Promise((resolve, reject) => {
        const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
          method: 'GET', agent: false, lookup: guardLookup(rule, lookup), signal: AbortSignal.timeout(WHOLE_PATIENCE_MS),
          headers: { Accept: 'audio/*', 'Accept-Encoding': 'identity', ...(range === null ? {} : { Range: range }) },
        })
        const giveUp = (reason: string): void => {
          request.destroy()
          reject(new RecordingUnavailable(reason))
        }
        const impatient = setTimeout(() => giveUp('timeout'), answerPatienceMs)
        request.on('response', (answer) => {
          clearTimeout(impatient)
          const mediaType = (answer.headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase()
          const wrong = refusalOf(answer, mediaType, range, mostBytes)
          if (wrong) return giveUp(wrong)
          request.setTimeout(silencePatienceMs, () => request.destroy(new RecordingUnavailable('timeout')))
          const content = answer.pipe(bounded(mostBytes))
          answer.on('error', (error) => content.destroy(error))
          content.on('close', () => request.destroy())
          resolve({ mediaType, size: sizeOf(answer), contentRange: answer.statusCode === 206 ? (answer.headers['content-range'] ?? null) : null, content })
        })
        request.on('error', (error) => {
          clearTimeout(impatient)
          const code = String((error as { code?: unknown }).code ?? '')
          reject(new RecordingUnavailable(code === 'ADDRESS_REFUSED' ? 'address_refused' : `connection${code && `:${code}`}`))
        })
        request.end()
      })
    },
  }
}
