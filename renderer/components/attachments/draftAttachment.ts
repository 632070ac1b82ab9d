import { z } from '#shared/contract/zod.ts'
import { localFile, type LocalFile } from '#shared/contract/localStore.ts'

/**
 * A file in a form's draft. Its id is the attachment's on the server, so that the body that names it never changes.
 * `sha256` is known where the file stands in the desktop program's store or goes up in parts.
 */
export const draftAttachment = localFile.partial({ sha256: true }).extend({
  /** Every byte is where sending the form finds it: on the server (browser) or in the store on this machine (desktop). */
  complete: z.boolean().default(true),
})
export type DraftAttachment = z.infer<typeof draftAttachment>

/** The files of a draft; drafts of older versions have none, and what cannot be read is not worth losing the words for. */
export const draftAttachments = z.array(draftAttachment).catch([]).default([])

/** What a body of the API names; undefined where there is nothing to name, so that bodies without files stay as they were. */
export function attachmentIdsOf(attachments: readonly DraftAttachment[]): string[] | undefined {
  const ids = attachments.filter(({ complete }) => complete).map(({ id }) => id)
  return ids.length > 0 ? ids : undefined
}

/** The files of the draft as the store on this machine knows them, for the outbox. */
export const localFilesOf = (attachments: readonly DraftAttachment[]): LocalFile[] =>
  attachments.flatMap(({ complete, sha256, ...file }) => (complete && sha256 !== undefined ? [{ ...file, sha256 }] : []))
