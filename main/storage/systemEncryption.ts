import { safeStorage } from 'electron'
import type { Encryption } from './sessionVault.ts'

/** The encryption of the operating system, through Electron. */
export const systemEncryption: Encryption = {
  async available() {
    // With `basic_text` Chromium encrypts with a password that is in its source: that protects nothing.
    if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return false
    return safeStorage.isAsyncEncryptionAvailable()
  },
  encrypt: (text) => safeStorage.encryptStringAsync(text),
  decrypt: async (data) => (await safeStorage.decryptStringAsync(data)).result,
}
