import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../database/database.ts'

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

/** The numbers behind `/metrics`; each server of a process has its own. */
export function createMetrics(database: Database, { processMetrics = true } = {}): Metrics {
  const registry = new Registry()
  if (processMetrics) collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'gongdan_database_connections', help: 'Connections of the pool by state', labelNames: ['state'], registers: [registry],
    collect() {
      const pool = poolOf(database)
      for (const state of ['size', 'available', 'using', 'waiting'] as const) this.set({ state }, pool?.[state] ?? 0)
    },
  })
  return {
    registry,
    duration: new Histogram({
      name: 'gongdan_http_request_duration_seconds', help: 'Duration of requests by route pattern', labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10], registers: [registry],
    }),
    inFlight: new Gauge({ name: 'gongdan_http_requests_in_flight', help: 'Requests being worked on', registers: [registry] }),
  }
}
