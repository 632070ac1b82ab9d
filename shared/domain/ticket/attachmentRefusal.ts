import { ATTACHMENT_EXTENSIONS } from './attachmentName.ts'
import { ATTACHMENT_MAX_BYTES, ATTACHMENTS_OF_A_RECORD } from './attachments.ts'

export const ATTACHMENT_REFUSALS = ['too_many', 'empty', 'too_large', 'wrong_type'] as const
export type AttachmentRefusal = (typeof ATTACHMENT_REFUSALS)[number]

/**
 * Why a file cannot be attached, as far as its name and size tell; null where nothing speaks against it. What is really in
 * it the server finds out; a name without an extension is left to it altogether.
 * @param size in bytes
 * @param present how many files the record has already
 */
export function attachmentRefusal({ name, size }: { readonly name: string; readonly size: number }, present: number): AttachmentRefusal | null {
  if (present >= ATTACHMENTS_OF_A_RECORD) return 'too_many'
  if (size === 0) return 'empty'
  if (size > ATTACHMENT_MAX_BYTES) return 'too_large'
  const extension = /\.([^.]{1,10})$/.exec(name.trim())?.[1]?.toLowerCase()
  return extension === undefined || ATTACHMENT_EXTENSIONS.includes(extension) ? null : 'wrong_type'
}
