import { open } from 'node:fs/promises'

const CHUNK_BYTES = 64 * 1024
/** What no text has: control characters but tab, line feed, form feed, carriage return and next line; what is no character at all. */
const NO_TEXT = /(?![\t\n\f\r\u0085])[\p{Cc}\ufffe\uffff]/u
/** What a browser or an interpreter would take for its own, after a byte order mark, white space and comments. */
const MARKUP = /^\ufeff?(?:\s|<!--[\s\S]*?-->)*(?:<(?:!doctype|\?|!--|(?:html|head|body|script|iframe|svg|style|title|table|div|meta|link|img|object|embed|form|font|math|h1|br|a|b|p|x:)[\s>/:])|#!)/i
/** As much as is looked at for markup, in characters. */
const BEGINNING = 4096

async function decodes(path: string, encoding: 'utf-8' | 'gb18030'): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const handle = await open(path, 'r')
  let beginning = ''
  try {
    const buffer = Buffer.alloc(CHUNK_BYTES)
    for (let ended = false; !ended;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES)
      ended = bytesRead === 0
      const text = decoder.decode(buffer.subarray(0, bytesRead), { stream: !ended })
      if (NO_TEXT.test(text)) return false
      if (beginning.length < BEGINNING) beginning += text.slice(0, BEGINNING)
    }
  } catch (error) {
    // A TypeError is the decoder's: these bytes are not of the encoding.
    if (error instanceof TypeError) return false
    throw error
  } finally {
    await handle.close()
  }
  return !MARKUP.test(beginning)
}

/** Whether a file is text in UTF-8 or GB18030, as programs for tables and notes write it, and nothing that runs. */
export const isPlainText = async (path: string): Promise<boolean> => (await decodes(path, 'utf-8')) || decodes(path, 'gb18030')
