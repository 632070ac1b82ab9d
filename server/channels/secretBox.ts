import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const ALGORITHM = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16
/** In front of what is sealed, so that another way of sealing can be told from this one. */
const VERSION = 'v1'

/** Keeps the secrets of channels unreadable in the database and in its backups. */
export interface SecretBox {
  /** @param owner whose secret it is; what was sealed for one cannot be opened for another */
  seal: (owner: string, text: string) => string
  /** @returns null for what was changed, belongs to another owner, or was sealed under another server secret */
  open: (owner: string, sealed: string) => string | null
}

/** AES-256-GCM with a key that is derived from the server's secret for this purpose alone. */
export function createSecretBox(serverSecret: string): SecretBox {
  const key = Buffer.from(hkdfSync('sha256', serverSecret, '', 'gongdan channel secrets', 32))
  return {
    seal(owner, text) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(owner))
      const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return [VERSION, Buffer.concat([iv, cipher.getAuthTag(), bytes]).toString('base64url')].join('.')
    },
    open(owner, sealed) {
      const [version, packed = ''] = sealed.split('.')
      const bytes = Buffer.from(packed, 'base64url')
      if (version !== VERSION || bytes.length < IV_BYTES + TAG_BYTES) return null
      try {
        const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
          .setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
        return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}
