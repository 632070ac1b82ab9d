import type { IconName } from '../icons/iconShapes.ts'

const KILOBYTE = 1024
const MEGABYTE = KILOBYTE * KILOBYTE

/** A size as it is written everywhere: `1.2 MB`, `340 KB`, `12 B`. @param bytes whole number */
export function writtenSize(bytes: number): string {
  if (bytes < KILOBYTE) return `${bytes} B`
  // 1,023.6 KB is written as what it rounds to.
  if (bytes < MEGABYTE - KILOBYTE / 2) return `${Math.round(bytes / KILOBYTE)} KB`
  const megabytes = (bytes / MEGABYTE).toFixed(1)
  return `${megabytes.endsWith('.0') ? megabytes.slice(0, -2) : megabytes} MB`
}

/** The icon of a file by its media type. */
export function iconOfFile(mediaType: string): IconName {
  if (mediaType.startsWith('image/')) return 'picture'
  if (mediaType.startsWith('video/') || mediaType.startsWith('audio/')) return 'play'
  return mediaType === '' ? 'attachment' : 'document'
}
