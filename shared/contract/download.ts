import { z } from './zod.ts'
import { call } from './call.ts'
import { instant } from './common.ts'
import { explainedDeadline } from './deadlines.ts'
import { logEntry, record } from './history.ts'
import { ticket } from './ticket.ts'

export const DOWNLOAD_FORMATS = ['pdf', 'xlsx', 'json'] as const
export type DownloadFormat = (typeof DOWNLOAD_FORMATS)[number]
export const downloadQuery = z.strictObject({ format: z.enum(DOWNLOAD_FORMATS) })

/**
 * The JSON file of a ticket: each part as its endpoint answers it to the same user at the same moment, so that whoever
 * reads the API reads the file. `calls` are empty for whom the page shows none.
 */
export const ticketFile = z.object({
  /** Grows when a part changes its form. */
  schema: z.literal('gongdan-ticket/1'),
  downloadedAt: instant,
  downloadedBy: z.object({ name: z.string(), organisation: z.string() }),
  /** IANA name of the zone in which deadlines are computed. */
  timeZone: z.string(),
  /** `GET /tickets/:no` */
  ticket,
  /** `GET /tickets/:no/records`, newest first */
  records: z.array(record),
  /** `GET /tickets/:no/deadlines` */
  deadlines: z.array(explainedDeadline),
  /** `GET /calls?ticketNo=` */
  calls: z.array(call),
  /** `GET /tickets/:no/log`, newest first */
  log: z.array(logEntry),
})
export type TicketFile = z.infer<typeof ticketFile>
