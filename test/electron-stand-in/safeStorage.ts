// Encrypts with AES-256-GCM under a key that lies beside the data: the form of safeStorage, not its protection.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from './app.ts'

const prefix = Buffer.from('v1S')
const ivLength = 12
const tagLength = 16

function key(): Buffer {
  const file = join(app.getPath('userData'), 'standin-safestorage.key')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 })
  return readFileSync(file)
}

export const safeStorage = {
  isEncryptionAvailable: (): boolean => app.isReady(),
  isAsyncEncryptionAvailable: async (): Promise<boolean> => app.isReady(),
  // What Electron says where a key ring is at work; `basic_text` would mean that there is none.
  getSelectedStorageBackend: (): string => 'gnome_libsecret',
  async encryptStringAsync(text: string): Promise<Buffer> {
    const iv = randomBytes(ivLength)
    const cipher = createCipheriv('aes-256-gcm', key(), iv)
    return Buffer.concat([prefix, iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  },
  async decryptStringAsync(data: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    if (!data.subarray(0, prefix.length).equals(prefix))
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.')
    const text = prefix.length + ivLength
    const decipher = createDecipheriv('aes-256-gcm', key(), data.subarray(prefix.length, text))
    decipher.setAuthTag(data.subarray(-tagLength))
    return {
      result: decipher.update(data.subarray(text, -tagLength), undefined, 'utf8') + decipher.final('utf8'),
      shouldReEncrypt: false,
    }
  },
}
