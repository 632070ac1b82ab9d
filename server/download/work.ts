import type { TicketDocument } from './content/document.ts'

/** Formats that take long enough to be written in a thread of their own. */
export type WrittenFormat = 'pdf' | 'xlsx'

/** What the thread gets: plain data. */
export interface WritingTask {
  format: WrittenFormat
  document: TicketDocument
  /** Where the file goes. */
  file: string
}
