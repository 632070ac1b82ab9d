import type { AttachmentTools } from '../../attachments/tools.ts'
import type { Logger } from '../../logging/logger.ts'
import type { Services } from '../../services.ts'
import { startLoop } from '../loop.ts'
import { collectOrphans, type Collected } from './collectOrphans.ts'

const EVERY_MS = 10 * 60_000

/** What this server has removed since its start. */
export type CollectorFigures = Collected

export interface Collector {
  figures: () => CollectorFigures
  stop: () => Promise<void>
}

/** Starts the collection of attachments, uploads and contents that belong to nothing. */
export function startCollector(services: Services, tools: AttachmentTools, logger: Logger): Collector {
  const totals: CollectorFigures = { attachments: 0, uploads: 0, contents: 0, leftovers: 0 }
  const loop = startLoop({ name: 'collection of attachments', logger, everyMs: EVERY_MS }, async () => {
    const collected = await collectOrphans(services, tools)
    for (const kind of Object.keys(totals) as (keyof Collected)[]) totals[kind] += collected[kind]
  })
  return { figures: () => totals, stop: loop.stop }
}
