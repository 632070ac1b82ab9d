import type { Attachment } from '#shared/contract/attachment.ts'
import { isPicture } from '#shared/domain/ticket/attachments.ts'
import type { AttachmentRow } from '../models/index.ts'

/** An attachment as callers see it. */
export const presentAttachment = ({ id, name, size, mediaType, sha256, uploadedAt }: AttachmentRow): Attachment => ({
  id, name, size, mediaType, sha256, picture: isPicture(mediaType), uploadedAt: uploadedAt.toISOString(),
})
