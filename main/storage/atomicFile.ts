import { open, readFile, rename, rm } from 'node:fs/promises'

/** Replaces a file whole: after a crash there is either the old content or the new one, readable by this user only. */
export async function writeAtomically(file: string, content: string | Uint8Array): Promise<void> {
  const beside = `${file}.${process.pid}.tmp`
  try {
    const handle = await open(beside, 'w', 0o600)
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

/** The text of a file, or undefined if there is none. */
export async function readIfPresent(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Name for a file that cannot be read and is kept for support. */
export function setAsideName(file: string, now: Date): string {
  return `${file}.unreadable-${now.toISOString().replace(/[:.]/g, '-')}`
}
