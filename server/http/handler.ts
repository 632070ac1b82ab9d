import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import type { ENDPOINTS, EndpointName, ResponseOf, ValidatedRequestOf } from '#shared/contract/endpoints.ts'
import type { Caller } from '../caller.ts'
import type { Services } from '../services.ts'
import type { ServerContext } from './context.ts'

type PartOf<Name extends EndpointName, Key extends 'params' | 'query' | 'body'> =
  ValidatedRequestOf<Name> extends Record<Key, infer Part> ? Part : undefined

/** Endpoints of signed-in users and of programs with a key have a caller; the others do not. */
type CallerOf<Name extends EndpointName> = (typeof ENDPOINTS)[Name]['authentication'] extends 'user' | 'api_key' ? Caller : null

/** What a handler gets of a request that has passed authentication. */
export interface HandlerRequest<Name extends EndpointName> {
  caller: CallerOf<Name>
  /** The family of tokens of the caller's session. */
  family: (typeof ENDPOINTS)[Name]['authentication'] extends 'user' ? string : null
  /** Validated; a parameter that cannot be one has been answered with 404. */
  params: PartOf<Name, 'params'>
  /** Validated. */
  query: PartOf<Name, 'query'>
  /** The parsed JSON body before validation. */
  rawBody: unknown
  /**
   * The validated body. An idempotent endpoint calls it inside its command, after the replay and the 404 (`workflow.md`,
   * order of checks); for all others it has been called before the handler.
   * @throws ApiError `validation_failed`
   */
  validateBody: () => PartOf<Name, 'body'>
  /** The request itself, where the endpoint takes bytes or a form; its body has not been read. */
  incoming: (typeof ENDPOINTS)[Name] extends { accepts: string } ? IncomingMessage : null
  services: Services
  context: ServerContext
  /** The `Range` header; null without one. */
  range: string | null
  /** What `Accept-Language` prefers. */
  language: 'zh-CN' | 'en-US'
  /** Aborts when the client has gone before its answer was complete. */
  abandoned: AbortSignal
  /** The client's address; behind proxies the one that the trusted ones report. */
  remoteAddress: string
  /** Logs an error that does not fail the whole request. */
  report: (error: unknown) => void
}

/** A file that a handler answers with. */
export interface FileAnswer {
  name: string
  mediaType: string
  /** In bytes; null where it is not known beforehand. */
  size: number | null
  content: Readable | Buffer
  /** Shown in the page; otherwise a file to save. */
  inline?: boolean
  /** `Content-Range`: the content is a part of the file, as the request asked for. */
  contentRange?: string | null
  /** Quoted; of a content that never changes. A browser that has it asks each time, as its user may not read it any more. */
  entityTag?: string
  /** Parts of it may be asked for. */
  takesRanges?: boolean
}

/** What a handler gives back; `Answer` of `commands/unit.ts` fits. */
export interface HandlerAnswer<Name extends EndpointName> {
  /** The endpoint's own unless given. */
  status?: number
  body: (typeof ENDPOINTS)[Name] extends { answers: 'file' } ? FileAnswer : ResponseOf<Name>
  replayed?: boolean
}

export type Handler<Name extends EndpointName> = (request: HandlerRequest<Name>) => Promise<HandlerAnswer<Name>>

/** One handler for every endpoint of the table; a missing one does not compile. */
export type Handlers = { [Name in EndpointName]: Handler<Name> }
