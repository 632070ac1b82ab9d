import { ATTACHMENT_NAME_MAX_LENGTH, type AttachmentType } from './attachments.ts'

/** Extensions that agree with a type; the first is added to a name that has none of them. */
const EXTENSIONS: Record<AttachmentType, readonly [string, ...string[]]> = {
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'], 'image/png': ['png'], 'image/webp': ['webp'], 'image/gif': ['gif'],
  'image/heic': ['heic', 'heif', 'hif'], 'image/heif': ['heif', 'heic', 'hif'], 'image/bmp': ['bmp', 'dib'],
  'video/mp4': ['mp4', 'm4v'], 'video/quicktime': ['mov', 'qt'], 'video/webm': ['webm'],
  'audio/mpeg': ['mp3'], 'audio/x-m4a': ['m4a'], 'audio/mp4': ['m4a', 'mp4'], 'audio/wav': ['wav'], 'audio/amr': ['amr'], 'audio/ogg': ['ogg', 'oga', 'opus'],
  'application/pdf': ['pdf'], 'application/zip': ['zip'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/x-cfb': ['doc', 'xls', 'ppt', 'wps', 'et', 'dps', 'msg'],
  'text/plain': ['txt', 'csv', 'tsv', 'log', 'md'],
}

/** Every extension that agrees with a type that may be attached. */
export const ATTACHMENT_EXTENSIONS: readonly string[] = [...new Set(Object.values(EXTENSIONS).flat())]

const FALLBACK = 'file'
const extensionOf = (name: string): string => (/\.([^.]{1,10})$/.exec(name)?.[1] ?? '').toLowerCase()

/** Cuts to whole characters, in UTF-16 units as lengths are counted everywhere. */
function cut(text: string, length: number): string {
  let kept = ''
  for (const character of text) {
    if (kept.length + character.length > length) break
    kept += character
  }
  return kept
}

/**
 * The name without what could mislead or harm where it is shown or saved: folders, control characters, direction marks
 * and other characters without a shape, signs that no file system takes.
 */
export function plainFileName(given: string): string {
  const name = given.toWellFormed().normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/gu, '')
  const last = name.split(/[/\\]/).filter((part) => part.trim() !== '').at(-1) ?? ''
  const plain = last.replace(/[<>:"|?*\ufffd]/g, '_').replace(/\s+/g, ' ').replace(/^[.\s]+|[.\s]+$/g, '')
  const safe = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain) ? `_${plain}` : plain
  const extension = extensionOf(safe)
  if (safe.length <= ATTACHMENT_NAME_MAX_LENGTH) return safe === '' ? FALLBACK : safe
  const ending = extension === '' ? '' : safe.slice(-(extension.length + 1))
  return cut(safe.slice(0, safe.length - ending.length), ATTACHMENT_NAME_MAX_LENGTH - ending.length) + ending
}

/** Whether the extension says what the content is. */
export const nameFitsType = (name: string, type: AttachmentType): boolean => EXTENSIONS[type].includes(extensionOf(plainFileName(name)))

/**
 * The name under which a file is kept and handed out: plain, at most 200 characters, and ending as its content demands. A
 * text called `run.bat` becomes `run.bat.txt`: nothing that is saved runs by a double click.
 */
export function storedName(given: string, type: AttachmentType): string {
  const name = plainFileName(given)
  if (nameFitsType(name, type)) return name
  const ending = `.${EXTENSIONS[type][0]}`
  return cut(name, ATTACHMENT_NAME_MAX_LENGTH - ending.length) + ending
}
