import type { Endpoint, EndpointName } from '#shared/contract/endpoints.ts'
import { can } from '#shared/domain/permissions.ts'
import type { Caller, CurrentUser } from '../caller.ts'
import { hashRequest } from '../commands/unit.ts'
import { ApiError, invalid } from '../errors.ts'
import { apiKeyOf, userOfApiKey } from '../session/apiKeys.ts'
import type { Authenticated } from '../session/authenticate.ts'
import type { Services } from '../services.ts'
import { bearerToken } from './bearer.ts'
import { parseJson, readBytes } from './body.ts'
import { verifyCallSignature } from './callSignature.ts'
import type { ServerContext } from './context.ts'
import { sendFile } from './fileAnswer.ts'
import type { FileAnswer, HandlerAnswer, HandlerRequest } from './handler.ts'
import type { RequestContext } from './state.ts'
import { fieldErrors, validate } from './validation.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** What a user without a ticket module may still do. */
const FOR_EVERY_USER: readonly EndpointName[] = ['getMe', 'signOut']

/** A handler whose endpoint is known only at run time. */
export type AnyHandler = (request: HandlerRequest<EndpointName>) => Promise<HandlerAnswer<EndpointName>>

export interface Dispatching {
  services: Services
  context: ServerContext
  /** Compare every response with the contract; for tests. */
  validateResponses: boolean
  /** Logs an error that does not fail the whole request. */
  report: (context: RequestContext, error: unknown) => void
}

async function authenticate(context: RequestContext, { sessions }: ServerContext): Promise<Authenticated> {
  const token = bearerToken(context)
  const signedIn = token === null ? null : await sessions.authenticate(token)
  if (!signedIn) throw new ApiError('unauthenticated')
  context.state.signedIn = signedIn
  return signedIn
}

async function authenticateProgram(context: RequestContext, { database, clock }: Services): Promise<CurrentUser> {
  const key = apiKeyOf(context.get('Authorization'))
  const user = key === null ? null : await userOfApiKey(database, key, clock.now())
  if (!user) throw new ApiError('unauthenticated')
  return user
}

function sourceOf(context: RequestContext): Caller['source'] {
  const given = context.get('X-Gongdan-Client')
  return given === 'desktop' || given === 'web' ? given : 'api'
}

/** @throws ApiError `validation_failed` for a key that is no UUID, `bad_request` for a body too deep to be hashed */
function idempotencyOf(context: RequestContext, endpoint: Endpoint, body: unknown): Caller['idempotency'] {
  const key = context.get('Idempotency-Key')
  if (!endpoint.idempotent || key === '') return null
  if (!UUID.test(key)) throw invalid({ idempotency_key: ['invalid_value'] })
  try {
    return { key: key.toLowerCase(), requestHash: hashRequest(context.method, context.path, body) }
  } catch (error) {
    if (error instanceof RangeError) throw new ApiError('bad_request', { detail: 'The body is nested too deeply.' })
    throw error
  }
}

/** A path whose parameter cannot be one names nothing. */
function readParams(endpoint: Endpoint, params: Record<string, string>): unknown {
  if (!endpoint.params) return undefined
  const read = endpoint.params.safeParse(params)
  if (!read.success) throw new ApiError('not_found')
  return read.data
}

/** A parameter given twice is a list, which no schema takes. */
const readQuery = (endpoint: Endpoint, query: object): unknown => endpoint.query && validate(endpoint.query, { ...query })

/** @throws Error with the places where an answer breaks the contract, without values */
function requireContract(name: EndpointName, { response }: Endpoint, body: unknown): void {
  const read = response.safeParse(body)
  if (!read.success) throw new Error(`the answer of ${name} breaks the contract: ${JSON.stringify(fieldErrors(read.error.issues, body))}`)
}

function abandonedBy({ res }: RequestContext): AbortSignal {
  const controller = new AbortController()
  res.once('close', () => { if (!res.writableFinished) controller.abort(new ApiError('bad_request', { detail: 'The client has gone.' })) })
  return controller.signal
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null
  return () => (made ??= { value: make() }).value
}

/**
 * One request from authentication to answer, in the order of checks of `workflow.md`: 401; then the handler replays what
 * was done before and says 404, and calls `validateBody` for the 422, where the endpoint is idempotent; otherwise the
 * body is validated before the handler. The body is not read before authentication.
 */
export async function dispatch(
  name: EndpointName, endpoint: Endpoint, handler: AnyHandler, params: Record<string, string>, context: RequestContext, { services, context: server, validateResponses, report }: Dispatching,
): Promise<void> {
  const signedIn = endpoint.authentication === 'user' ? await authenticate(context, server) : null
  const user = endpoint.authentication === 'api_key' ? await authenticateProgram(context, services) : (signedIn?.user ?? null)
  let bytes: Buffer | null = null
  if (endpoint.authentication === 'signature') {
    bytes = await readBytes(context)
    verifyCallSignature(context, bytes, server.callSecret, services.clock.now())
  }
  if (signedIn && !FOR_EVERY_USER.includes(name) && !can(signedIn.user, 'tickets.read')) throw new ApiError('forbidden')
  const validParams = readParams(endpoint, params)
  const rawBody = endpoint.body ? parseJson(bytes ?? (await readBytes(context))) : undefined
  const caller: Caller | null = user && {
    user, source: sourceOf(context), requestId: context.state.requestId, idempotency: idempotencyOf(context, endpoint, rawBody ?? null),
  }
  const query = readQuery(endpoint, context.query)
  const validateBody = once(() => endpoint.body && validate(endpoint.body, rawBody))
  if (!endpoint.idempotent) validateBody()
  const request = {
    caller, family: signedIn?.family ?? null, params: validParams, query, rawBody, validateBody, services, context: server, remoteAddress: context.ip,
    range: context.get('Range') || null, language: context.acceptsLanguages('zh-CN', 'zh', 'en') === 'en' ? 'en-US' : 'zh-CN', abandoned: abandonedBy(context),
    incoming: endpoint.accepts ? context.req : null,
    report: (error: unknown) => report(context, error),
  }
  // The table pairs each name with the handler of the same name; only its type is not known here.
  const answer = await handler(request as unknown as HandlerRequest<EndpointName>)
  if (endpoint.answers === 'file') return sendFile(context, answer.body as unknown as FileAnswer)
  if (validateResponses) requireContract(name, endpoint, answer.body)
  const status = answer.status ?? endpoint.status ?? 200
  if (answer.replayed) context.set('Idempotent-Replayed', 'true')
  context.set('Cache-Control', 'no-store')
  if (status === 204) context.body = null
  else {
    // Written out once, as bytes: whoever asks for its length, and the socket, would do so again.
    context.type = 'json'
    context.body = Buffer.from(JSON.stringify(answer.body))
  }
  context.status = status
}
