import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Encryption } from '../../../main/storage/sessionVault.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** The key beside the data: in the place of the system's encryption, whose form it has and not its protection. */
function keyIn(folder: string): Buffer {
  const file = join(folder, 'system-encryption.key')
  const beside = `${file}.${process.pid}`
  try {
    writeFileSync(beside, randomBytes(32), { mode: 0o600, flush: true })
    linkSync(beside, file)
  } catch {
    // Another window was first.
  } finally {
    rmSync(beside, { force: true })
  }
  return readFileSync(file)
}

export function createEncryption(folder: string): Encryption {
  const key = keyIn(folder)
  return {
    available: async () => true,
    async encrypt(text) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    async decrypt(data) {
      const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, NONCE_BYTES))
      decipher.setAuthTag(data.subarray(-TAG_BYTES))
      return decipher.update(data.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}
