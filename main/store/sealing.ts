import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { DamagedContent } from './sqlite.ts'

const ALGORITHM = 'aes-256-gcm'
const FORMAT = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16
const FINGERPRINT_BYTES = 16
/** Bytes that a sealed content is longer than the plain one. */
export const SEAL_BYTES = 1 + NONCE_BYTES + TAG_BYTES
export const DATA_KEY_BYTES = 32

/** Encrypts what lies on the disk, and names things without telling what they are. */
export interface Sealer {
  /** @param identity what the content belongs to (table and row): under another identity it cannot be opened */
  seal(identity: string, content: string | Uint8Array): Buffer
  /** @throws {DamagedContent} if the content, its identity or the key is not that of the sealing */
  open(identity: string, sealed: Uint8Array): Buffer
  /** The same for the same text, and without the key as good as random: to look things up by it. */
  fingerprint(kind: string, text: string): Buffer
}

const keyFor = (dataKey: Buffer, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', dataKey, '', `gongdan local store: ${purpose}`, DATA_KEY_BYTES))

/** AES-256-GCM with a random nonce for each sealing, and HMAC-SHA-256, each with a key of its own made from the data key. */
export function createSealer(dataKey: Buffer): Sealer {
  const sealingKey = keyFor(dataKey, 'sealing')
  const fingerprintKey = keyFor(dataKey, 'fingerprints')
  return {
    seal(identity, content) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(ALGORITHM, sealingKey, nonce).setAAD(Buffer.from(identity))
      const body = cipher.update(typeof content === 'string' ? Buffer.from(content) : content)
      return Buffer.concat([Buffer.of(FORMAT), nonce, body, cipher.final(), cipher.getAuthTag()])
    },
    open(identity, sealed) {
      if (sealed.length < SEAL_BYTES || sealed[0] !== FORMAT) throw new DamagedContent('not sealed')
      const decipher = createDecipheriv(ALGORITHM, sealingKey, sealed.subarray(1, 1 + NONCE_BYTES), { authTagLength: TAG_BYTES }).setAAD(Buffer.from(identity))
      decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
      try {
        return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES, -TAG_BYTES)), decipher.final()])
      } catch {
        throw new DamagedContent('wrong seal')
      }
    },
    fingerprint: (kind, text) => createHmac('sha256', fingerprintKey).update(`${kind}\n${text}`).digest().subarray(0, FINGERPRINT_BYTES),
  }
}

/** The content of a column that was sealed as JSON. @throws {DamagedContent} also for a column that holds no bytes */
export function openJson<Content>(sealer: Sealer, identity: string, column: unknown): Content {
  if (!(column instanceof Uint8Array)) throw new DamagedContent('no bytes')
  // The seal says that this program wrote it.
  return JSON.parse(sealer.open(identity, column).toString()) as Content
}
