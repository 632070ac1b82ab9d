import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keyboardMap, withKeyboardMap } from '../../packaging/keyboardMap.ts'

describe('the keyboard map in the documents', () => {
  it('is that of the program (npm run docs:keys prints it anew)', () => {
    const document = readFileSync(resolve(import.meta.dirname, '../../docs/desktop.md'), 'utf8')
    expect(withKeyboardMap(document)).toBe(document)
  })
  it('names what every key does', () => {
    expect(keyboardMap()).toContain('| 新建工单 | `Ctrl N` | `Alt N` |')
    expect(keyboardMap()).toContain('| 满意度：很满意至很不满意 | `1 – 5` | `1 – 5` |')
  })
})
