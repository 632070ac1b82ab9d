import type { DocumentLanguage } from './words.ts'

/** A value of a file: a text that is never anything but text, a count, an instant (ISO 8601), or an amount in yuan. */
export type DocumentValue = string | number | { readonly at: string } | { readonly amount: number }

export interface DocumentPair {
  readonly label: string
  readonly value: DocumentValue
}

/** A few facts under one heading. */
export interface DocumentFacts {
  readonly title: string
  readonly pairs: readonly DocumentPair[]
}

export interface DocumentColumn {
  readonly title: string
  /** Of the width; the shares of all columns are added up. */
  readonly share: number
}

export interface DocumentTable {
  readonly title: string
  readonly columns: readonly DocumentColumn[]
  readonly rows: readonly (readonly DocumentValue[])[]
  /** What stands there instead of no rows. */
  readonly none: string
}

/** A file that belongs to a record. */
export interface DocumentFile {
  readonly name: string
  readonly mediaType: string
  /** In bytes. */
  readonly size: number
  /** Where its bytes lie on the server, of a picture that can be shown; null where it is only named. */
  readonly picture: string | null
}

/** One follow-up record with everything that was written in it. */
export interface DocumentEntry {
  readonly operation: string
  readonly who: string
  readonly at: string
  readonly content: string
  /** What it caused, in a line. */
  readonly consequence: string
  /** The newest words of who answers for the ticket. */
  readonly newest: boolean
  readonly voided: boolean
  readonly files: readonly DocumentFile[]
}

/** The words that a writer needs beside the content. */
export interface DocumentWords {
  /** With `{page}` and `{pages}`. */
  readonly page: string
  readonly made: string
  readonly zone: string
  /** With `{sign}`. */
  readonly missing: string
  /** With `{name}` and `{size}`. */
  readonly file: string
  readonly notShown: string
  readonly columns: { readonly section: string; readonly item: string; readonly value: string; readonly at: string; readonly operation: string; readonly by: string; readonly content: string; readonly note: string; readonly files: string }
  readonly sheets: { readonly ticket: string; readonly records: string; readonly deadlines: string; readonly calls: string; readonly attachments: string; readonly log: string }
}

/** Everything that the file of a ticket says, in one language and as one person may see it. Plain data: it goes to another thread. */
export interface TicketDocument {
  readonly language: DocumentLanguage
  /** IANA name; instants are written in it. */
  readonly timeZone: string
  readonly madeAt: string
  /** Type and number. */
  readonly title: string
  readonly state: string
  readonly flags: readonly string[]
  readonly facts: readonly DocumentFacts[]
  readonly deadlines: DocumentTable
  readonly timeline: { readonly title: string; readonly entries: readonly DocumentEntry[]; readonly none: string; readonly origin: string }
  /** Null for whom the page shows no calls. */
  readonly calls: DocumentTable | null
  readonly attachments: DocumentTable
  readonly log: DocumentTable
  readonly words: DocumentWords
}
