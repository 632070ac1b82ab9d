/** Largest file of a record, in bytes. */
export const ATTACHMENT_MAX_BYTES = 50 * 1024 * 1024
export const ATTACHMENT_NAME_MAX_LENGTH = 200
/** Files of one record. */
export const ATTACHMENTS_OF_A_RECORD = 20
/** A part of a resumable upload, in bytes: small enough to lose little, large enough to cost few requests. */
export const UPLOAD_PART_BYTES = 1024 * 1024

/** Pictures that every place can show, and that a thumbnail is made of. */
export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const

/**
 * What may be attached, by the type found in the content. Nothing that a browser runs: no HTML, no SVG, no script.
 * Archives and office files are only ever handed out as files to save.
 */
export const ATTACHMENT_TYPES = [
  ...PICTURE_TYPES, 'image/heic', 'image/heif', 'image/bmp',
  'video/mp4', 'video/quicktime', 'video/webm', 'audio/mpeg', 'audio/x-m4a', 'audio/mp4', 'audio/wav', 'audio/amr', 'audio/ogg',
  'application/pdf', 'application/zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/x-cfb',
  'text/plain',
] as const
export type AttachmentType = (typeof ATTACHMENT_TYPES)[number]

export const isAttachmentType = (type: string): type is AttachmentType => (ATTACHMENT_TYPES as readonly string[]).includes(type)
export const isPicture = (type: string): boolean => (PICTURE_TYPES as readonly string[]).includes(type)

/** What nobody has linked to a ticket after so long is taken away: uploads in progress, and files without a record. In ms. */
export const UNLINKED_KEPT_MS = 7 * 24 * 3_600_000
/** Files that one user may have lying without a ticket, uploads in progress among them: nobody fills the disk. */
export const UNLINKED_FILES_OF_A_USER = 200
/** The same in bytes. */
export const UNLINKED_BYTES_OF_A_USER = 1024 ** 3
