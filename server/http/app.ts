import Router from '@koa/router'
import Koa from 'koa'
import compress from 'koa-compress'
import { ENDPOINTS, type Endpoint, type EndpointName } from '#shared/contract/endpoints.ts'
import type { Logger } from '../logging/logger.ts'
import { describeError } from '../logging/describeError.ts'
import { ApiError } from '../errors.ts'
import type { Services } from '../services.ts'
import type { StreamFigures } from '../stream/stream.ts'
import type { CollectorFigures } from '../jobs/attachments/collector.ts'
import type { IndexerFigures } from '../jobs/search/indexer.ts'
import type { MessageFigures } from '../jobs/delivery/figures.ts'
import type { SweepFigures } from '../jobs/sla/sweeper.ts'
import type { ServerContext } from './context.ts'
import { dispatch, type AnyHandler } from './dispatch.ts'
import type { Handlers } from './handler.ts'
import { createReadiness } from './health.ts'
import { createMetrics } from './metrics.ts'
import { errors } from './middleware/errors.ts'
import { measure } from './middleware/metrics.ts'
import { requestId } from './middleware/requestId.ts'
import { requestLog } from './middleware/requestLog.ts'
import { securityHeaders } from './middleware/securityHeaders.ts'
import { openApiDocument } from './openapi.ts'
import type { RequestContext, RequestState } from './state.ts'
import { staticFiles } from './staticFiles.ts'

export interface AppOptions {
  services: Services
  context: ServerContext
  handlers: Handlers
  logger: Logger
  /** Absolute folder of the built page; null serves none. */
  pageFolder: string | null
  /** Proxies in front whose X-Forwarded-For counts. */
  trustedProxies?: number
  /** Compare every response with the contract; for tests. */
  validateResponses?: boolean
  /** Metrics of the process besides those of requests. */
  processMetrics?: boolean
  /** What the metrics say of the stream, where there is one. */
  streamFigures?: () => StreamFigures
  /** The same of the sweep. */
  sweepFigures?: () => SweepFigures
  /** The same of the channels of messages. */
  messageFigures?: () => readonly MessageFigures[]
  /** The same of the collection of attachments that belong to nothing. */
  collectorFigures?: () => CollectorFigures
  /** Of the index for search. */
  indexerFigures?: () => IndexerFigures
}

const PREFIX = '/api/v1'
const COMPRESS_FROM_BYTES = 2048

/** Health and metrics at the root, for machines that watch the server (`api.md`). */
function addWatching(router: Router<RequestState>, { services }: AppOptions, metrics: ReturnType<typeof createMetrics>): void {
  const readiness = createReadiness(services.database)
  router.get('/health/live', (context) => { context.body = { status: 'live' } })
  router.get('/health/ready', async (context) => {
    const { ready, missing } = await readiness()
    context.body = { status: ready ? 'ready' : 'not_ready', missing }
    context.status = ready ? 200 : 503
    if (!ready) context.set('Retry-After', '2')
    context.set('Cache-Control', 'no-store')
  })
  router.get('/metrics', async (context) => {
    context.body = await metrics.registry.metrics()
    context.type = metrics.registry.contentType
  })
}

function addEndpoints(router: Router<RequestState>, { services, context: server, handlers, logger, validateResponses = false }: AppOptions): void {
  const report = ({ state: { requestId, route } }: RequestContext, error: unknown): void =>
    logger.error({ requestId, route, error: describeError(error) }, 'part of a request failed')
  for (const [name, endpoint] of Object.entries(ENDPOINTS) as [EndpointName, Endpoint][]) {
    const handler = handlers[name] as unknown as AnyHandler
    router.register(PREFIX + endpoint.path, [endpoint.method], (context) =>
      dispatch(name, endpoint, handler, context.params as Record<string, string>, context, { services, context: server, validateResponses, report }))
  }
  let document: string | null = null
  router.get(`${PREFIX}/openapi.json`, (context) => {
    document ??= JSON.stringify(openApiDocument(server.version))
    context.body = document
    context.type = 'application/json'
    context.set('Cache-Control', 'no-cache')
  })
}

/** The server as a function of its parts; it listens nowhere and starts nothing. */
export function createApp(options: AppOptions): Koa<RequestState> {
  const { logger, services, pageFolder, trustedProxies = 0 } = options
  const app = new Koa<RequestState>({ proxy: trustedProxies > 0, maxIpsCount: trustedProxies })
  const metrics = createMetrics(services.database, { processMetrics: options.processMetrics, stream: options.streamFigures, sweep: options.sweepFigures, messages: options.messageFigures, collector: options.collectorFigures, indexer: options.indexerFigures })
  const router = new Router<RequestState>()
  addWatching(router, options, metrics)
  addEndpoints(router, options)

  app.use(requestId())
  app.use(requestLog(logger))
  app.use(measure(metrics))
  app.use(securityHeaders())
  app.use(compress({ threshold: COMPRESS_FROM_BYTES }))
  app.use(errors(logger))
  app.use(async (context, next) => {
    const { pathAndMethod, path } = router.match(context.path, context.method)
    const [layer] = pathAndMethod
    if (layer) context.state.route = String(layer.path)
    else if (path.length > 0) {
      context.set('Allow', [...new Set(path.flatMap(({ methods }) => methods))].join(', '))
      throw new ApiError('method_not_allowed')
    }
    await next()
  })
  app.use(router.routes())
  if (pageFolder !== null) app.use(staticFiles(pageFolder))
  app.use(() => { throw new ApiError('not_found') })
  app.on('error', (error: unknown) => logger.warn({ error: describeError(error) }, 'a response was cut short'))
  return app
}
