import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../database/database.ts'
import type { CollectorFigures } from '../jobs/attachments/collector.ts'
import type { MessageFigures } from '../jobs/delivery/figures.ts'
import type { IndexerFigures } from '../jobs/search/indexer.ts'
import type { SweepFigures } from '../jobs/sla/sweeper.ts'
import { countWaiting } from '../queries/channels.ts'
import type { StreamFigures } from '../stream/stream.ts'

export interface Metrics {
  registry: Registry
  /** Seconds. */
  duration: Histogram<'method' | 'route' | 'status'>
  inFlight: Gauge
}

interface Pool {
  size: number
  available: number
  using: number
  waiting: number
}

const poolOf = (database: Database): Pool | null =>
  (database.sequelize as unknown as { connectionManager: { pool?: Pool } }).connectionManager.pool ?? null

const STREAM_HELP: Record<keyof StreamFigures, [name: string, help: string]> = {
  sockets: ['gongdan_stream_sockets', 'Open connections of the stream'],
  delaySeconds: ['gongdan_stream_delay_seconds', 'From the last event told here to its telling'],
  silenceSeconds: ['gongdan_stream_silence_seconds', 'Since the stream last read the database; grows while it cannot'],
}

function registerStream(registry: Registry, stream: () => StreamFigures): void {
  for (const [figure, [name, help]] of Object.entries(STREAM_HELP) as [keyof StreamFigures, [string, string]][]) {
    new Gauge({ name, help, registers: [registry], collect() { this.set(stream()[figure]) } })
  }
}

function registerSweep(registry: Registry, sweep: () => SweepFigures): void {
  new Counter({
    name: 'gongdan_sweep_timers_total', help: 'Timers that this server took up, by what became of them; set_aside counts tickets', labelNames: ['outcome'], registers: [registry],
    collect() {
      const { fired, dropped, setAside } = sweep()
      this.reset()
      for (const [outcome, count] of Object.entries({ fired, dropped, set_aside: setAside })) this.inc({ outcome }, count)
    },
  })
  new Gauge({ name: 'gongdan_sweep_behind_seconds', help: 'Since the sweep last found nothing more due; grows while it cannot work', registers: [registry], collect() { this.set(sweep().behindSeconds) } })
}

function registerMessages(registry: Registry, database: Database, messages: () => readonly MessageFigures[]): void {
  new Counter({
    name: 'gongdan_messages_total', help: 'Messages that this server worked on, by channel and what became of them; failed counts tries', labelNames: ['channel', 'outcome'], registers: [registry],
    collect() {
      this.reset()
      for (const { channel, ...outcomes } of messages()) for (const [outcome, count] of Object.entries(outcomes)) this.inc({ channel, outcome }, count)
    },
  })
  new Gauge({
    name: 'gongdan_messages_waiting', help: 'Messages that wait, by channel; of all servers together', labelNames: ['channel'], registers: [registry],
    async collect() {
      this.reset()
      // While the database is away the other figures are wanted all the more.
      const waiting = await countWaiting(database).catch(() => null)
      if (waiting) for (const { channel } of messages()) this.set({ channel }, waiting.get(channel) ?? 0)
    },
  })
}

function registerCollector(registry: Registry, collector: () => CollectorFigures): void {
  new Counter({
    name: 'gongdan_attachments_collected_total', help: 'What belonged to nothing for a week and was removed by this server', labelNames: ['kind'], registers: [registry],
    collect() {
      this.reset()
      for (const [kind, count] of Object.entries(collector())) this.inc({ kind }, count)
    },
  })
}

function registerIndexer(registry: Registry, database: Database, indexer: () => IndexerFigures): void {
  new Counter({
    name: 'gongdan_search_tickets_total', help: 'Tickets that this server indexed for search, by what became of them; walked counts those that the walk over all looked at', labelNames: ['outcome'], registers: [registry],
    collect() {
      const { indexed, setAside, walked } = indexer()
      this.reset()
      for (const [outcome, count] of Object.entries({ indexed, set_aside: setAside, walked })) this.inc({ outcome }, count)
    },
  })
  new Gauge({
    name: 'gongdan_search_waiting', help: 'Changed tickets that are not in the search index yet; of all servers together', registers: [registry],
    async collect() {
      const waiting = await database.tables.searchQueue.model.count().catch(() => null)
      if (waiting !== null) this.set(waiting)
    },
  })
}

/** What the metrics ask of the parts of a server that run by themselves. */
export interface FigureSources {
  stream?: (() => StreamFigures) | undefined
  sweep?: (() => SweepFigures) | undefined
  messages?: (() => readonly MessageFigures[]) | undefined
  collector?: (() => CollectorFigures) | undefined
  indexer?: (() => IndexerFigures) | undefined
}

/** The numbers behind `/metrics`; each server of a process has its own. */
export function createMetrics(database: Database, { processMetrics = true, stream, sweep, messages, collector, indexer }: FigureSources & { processMetrics?: boolean } = {}): Metrics {
  const registry = new Registry()
  if (processMetrics) collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'gongdan_database_connections', help: 'Connections of the pool by state', labelNames: ['state'], registers: [registry],
    collect() {
      const pool = poolOf(database)
      for (const state of ['size', 'available', 'using', 'waiting'] as const) this.set({ state }, pool?.[state] ?? 0)
    },
  })
  if (stream) registerStream(registry, stream)
  if (sweep) registerSweep(registry, sweep)
  if (messages) registerMessages(registry, database, messages)
  if (collector) registerCollector(registry, collector)
  if (indexer) registerIndexer(registry, database, indexer)
  return {
    registry,
    duration: new Histogram({
      name: 'gongdan_http_request_duration_seconds', help: 'Duration of requests by route pattern', labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10], registers: [registry],
    }),
    inFlight: new Gauge({ name: 'gongdan_http_requests_in_flight', help: 'Requests being worked on', registers: [registry] }),
  }
}
