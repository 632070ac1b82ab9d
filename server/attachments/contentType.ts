import { fileTypeFromFile } from 'file-type'
import { nameFitsType } from '#shared/domain/ticket/attachmentName.ts'
import { isAttachmentType, type AttachmentType } from '#shared/domain/ticket/attachments.ts'
import { ApiError } from '../errors.ts'
import { isPlainText } from './plainText.ts'

/** Kinds of one type that differ in what a reader need not know. */
const AS: Record<string, AttachmentType> = {
  'image/heic-sequence': 'image/heic', 'image/heif-sequence': 'image/heif', 'application/ogg': 'audio/ogg', 'video/x-m4v': 'video/mp4',
}

/** The old office formats share their container with installers; only what is called a document is taken. */
const NEEDS_ITS_NAME: readonly AttachmentType[] = ['application/x-cfb']

/**
 * The type of a file by its content, whatever its name or its sender says.
 * @throws ApiError `unsupported_media_type` for what may not be attached
 */
export async function typeOfContent(path: string, name: string): Promise<AttachmentType> {
  const found = await fileTypeFromFile(path)
  const mime = found?.mime.split(';')[0]?.trim()
  const type = mime === undefined ? ((await isPlainText(path)) ? 'text/plain' : null) : (AS[mime] ?? mime)
  if (type === null || !isAttachmentType(type) || (NEEDS_ITS_NAME.includes(type) && !nameFitsType(name, type))) throw new ApiError('unsupported_media_type')
  return type
}
