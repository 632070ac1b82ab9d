import { z } from './zod.ts'
import { ATTACHMENT_MAX_BYTES } from '../domain/ticket/attachments.ts'
import { instant } from './common.ts'

/** Chosen by who uploads the file, so that a body that names it never changes. */
export const attachmentId = z.uuid().toLowerCase()

/** A file of a record. */
export const attachment = z.object({
  id: attachmentId,
  name: z.string(),
  size: z.int(),
  /** Found from the content, not from the name. */
  mediaType: z.string(),
  sha256: z.string(),
  /** A picture that `size=thumbnail` gives small. */
  picture: z.boolean(),
  uploadedAt: instant,
})
export type Attachment = z.infer<typeof attachment>

/** Longest name that a file system gives a file; the one kept is `storedName` of it. */
const FILE_NAME_MAX_LENGTH = 255

/** What is about to be sent. The same announcement again goes on where the last one stopped. */
export const uploadBody = z.strictObject({
  name: z.string().trim().min(1).max(FILE_NAME_MAX_LENGTH),
  /** In bytes. */
  size: z.int().min(1).max(ATTACHMENT_MAX_BYTES),
  /** Hexadecimal, of the whole content. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type UploadBody = z.output<typeof uploadBody>
/** `attachment` as soon as every byte is there and has the announced hash; `received` in bytes from the beginning. */
export const upload = z.object({ id: attachmentId, received: z.int(), attachment: attachment.nullable() })
export type Upload = z.infer<typeof upload>
export const uploadParams = z.strictObject({ id: attachmentId })
/** Where in the file the bytes of the body belong. */
export const uploadPartQuery = z.strictObject({ offset: z.coerce.number().int().min(0).max(ATTACHMENT_MAX_BYTES) })
export const attachmentParams = z.strictObject({ id: attachmentId })
export const attachmentQuery = z.strictObject({ size: z.enum(['full', 'thumbnail']).optional() })
