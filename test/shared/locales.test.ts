import { describe, expect, it } from 'vitest'
import chineseDocument from '#shared/locales/zh-CN/document.ts'
import englishDocument from '#shared/locales/en-US/document.ts'

type Texts = { readonly [key: string]: string | Texts }
const entriesOf = (texts: Texts, prefix = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) => (typeof value === 'string' ? [[prefix + key, value] as [string, string]] : entriesOf(value, `${prefix}${key}.`)))
const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort()

// The words that the page shares are checked with the page's own (test/renderer/locales).
describe('the words of files', () => {
  const english = new Map(entriesOf(englishDocument))
  it('are there in both languages, with the same places', () => {
    expect([...english.keys()].sort()).toEqual(entriesOf(chineseDocument).map(([key]) => key).sort())
    for (const [key, text] of entriesOf(chineseDocument)) {
      expect(text.trim(), key).not.toBe('')
      expect(placeholders(english.get(key)!), key).toEqual(placeholders(text))
    }
  })
})
