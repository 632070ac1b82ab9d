import { randomUUID } from 'node:crypto'
import { open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type Sharp from 'sharp'
import { asStorageError, isMissing, makeFolder, removeFile } from './files.ts'
import { pathOfHash, type ContentStore } from './store.ts'
import { createTurns } from './turns.ts'

/** Longest side, in pixels: sharp on a screen of twice the density where it is shown with 240. */
const SIDE_PIXELS = 480
/** A picture of more is not opened: a few kilobytes can claim to be gigabytes. */
const PIXEL_LIMIT = 120_000_000
const PATIENCE_SECONDS = 15
const AT_ONCE = 2
export const THUMBNAIL_TYPE = 'image/webp'
const ENDING = '.webp'

export interface Thumbnails {
  /** A small picture without metadata, turned as the camera was held; null for what cannot be read as a picture. */
  of: (sha256: string) => Promise<Buffer | null>
  remove: (sha256: string) => Promise<void>
}

/** What sharp says of pictures has no code; what the file system says has one. */
const isOfFileSystem = (error: unknown): boolean => typeof (error as { code?: unknown } | null)?.code === 'string'

/** Loaded when the first picture needs it, and kept small: servers that show none save its memory. */
async function loadSharp(): Promise<typeof Sharp> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  return sharp
}

async function shrink(path: string): Promise<Buffer | null> {
  // Its absence is no fault of the picture.
  await (await open(path, 'r')).close()
  const sharp = await loadSharp()
  try {
    return await sharp(path, { limitInputPixels: PIXEL_LIMIT, failOn: 'error', sequentialRead: true })
      .timeout({ seconds: PATIENCE_SECONDS })
      .autoOrient()
      .resize({ width: SIDE_PIXELS, height: SIDE_PIXELS, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer()
  } catch (error) {
    if (isOfFileSystem(error)) throw error
    return null
  }
}

/**
 * Thumbnails, made when they are first asked for and kept by the hash of their picture. An empty file says that there is none.
 * @param folder absolute; may be emptied at any time
 */
export function createThumbnails(folder: string, store: ContentStore): Thumbnails {
  const inTurn = createTurns(AT_ONCE)
  const making = new Map<string, Promise<Buffer | null>>()
  const pathOf = (sha256: string): string => pathOfHash(folder, sha256, ENDING)

  async function make(sha256: string): Promise<Buffer | null> {
    const picture = await inTurn(() => store.withFile(sha256, shrink))
    const path = pathOf(sha256)
    const beside = `${path}.${randomUUID()}`
    try {
      await makeFolder(dirname(path))
      const handle = await open(beside, 'wx', 0o600)
      try {
        await handle.writeFile(picture ?? '')
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(beside, path)
    } catch (error) {
      await removeFile(beside)
      throw asStorageError(error)
    }
    return picture
  }

  return {
    async of(sha256) {
      const kept = await readFile(pathOf(sha256)).catch((error: unknown) => {
        if (isMissing(error)) return null
        throw error
      })
      if (kept) return kept.byteLength === 0 ? null : kept
      const running = making.get(sha256) ?? make(sha256).finally(() => making.delete(sha256))
      making.set(sha256, running)
      return running
    },
    remove: (sha256) => removeFile(pathOf(sha256)),
  }
}
