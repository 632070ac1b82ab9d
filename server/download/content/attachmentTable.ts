import type { FollowUpRecord } from '#shared/contract/history.ts'
import { newestFirst } from '#shared/domain/ticket/timeline.ts'
import type { ContentContext } from './context.ts'
import type { DocumentTable } from './document.ts'

const [KILOBYTE, MEGABYTE] = [1024, 1024 * 1024]

/** A size for people: `820 B`, `12 KB`, `3.4 MB`. @param bytes of the file */
export function writeSize(bytes: number): string {
  if (bytes < KILOBYTE) return `${bytes} B`
  return bytes < MEGABYTE ? `${Math.round(bytes / KILOBYTE)} KB` : `${(bytes / MEGABYTE).toFixed(1)} MB`
}

/** Every file of the ticket, by the record that it came with. */
export function attachmentTable(records: readonly FollowUpRecord[], { words: { document: { column, none, section }, enums } }: ContentContext): DocumentTable {
  return {
    title: section.attachments, none: none.attachments,
    columns: [{ title: column.file, share: 40 }, { title: column.fileType, share: 22 }, { title: column.size, share: 12 }, { title: column.at, share: 20 }, { title: column.record, share: 18 }],
    rows: [...records].sort(newestFirst).flatMap((record) => record.attachments.map((file) =>
      [file.name, file.mediaType, writeSize(file.size), { at: file.uploadedAt }, enums.operation[record.operation]])),
  }
}
