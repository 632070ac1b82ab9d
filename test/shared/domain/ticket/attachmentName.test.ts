import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameFitsType, plainFileName, storedName } from '#shared/domain/ticket/attachmentName.ts'
import { ATTACHMENT_NAME_MAX_LENGTH, ATTACHMENT_TYPES } from '#shared/domain/ticket/attachments.ts'

describe('the plain name of a file', () => {
  it.each([
    ['门板 色差.png', '门板 色差.png'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\agent\\照片.jpg', '照片.jpg'],
    ['/', 'file'], ['..', 'file'], ['.', 'file'], ['', 'file'], ['\u0000', 'file'],
    ['a\u0000b\r\nc.txt', 'abc.txt'],
    ['invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['a\u2066b\u2069\u200b\ufeff.txt', 'ab.txt'],
    ['what<is>"this"|?*.txt', 'what_is__this____.txt'],
    ['con.txt', '_con.txt'], ['LPT1', '_LPT1'], ['console.txt', 'console.txt'],
    ['name.txt. . .', 'name.txt'], ['  .hidden', 'hidden'],
    ['file.txt:stream', 'file.txt_stream'],
    ['e\u0301t\u00e9.txt', '\u00e9t\u00e9.txt'],
    ['half\ud800.txt', 'half_.txt'],
  ])('%j is %j', (given, expected) => {
    expect(plainFileName(given)).toBe(expected)
  })

  it('keeps its ending when it is cut to its length, and cuts no character in two', () => {
    const name = plainFileName(`${'😀'.repeat(150)}.docx`)
    expect(name.length).toBeLessThanOrEqual(ATTACHMENT_NAME_MAX_LENGTH)
    expect(name.endsWith('😀.docx')).toBe(true)
    expect(name.isWellFormed()).toBe(true)
  })

  it('never has a folder, a control character, a direction mark or more than its length, and stays what it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
      const name = plainFileName(given)
      expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}<>:"|?*]/u)
      expect(name.length).toBeGreaterThan(0)
      expect(name.length).toBeLessThanOrEqual(ATTACHMENT_NAME_MAX_LENGTH)
      expect(name).not.toMatch(/^[.\s]|[.\s]$/)
      expect(plainFileName(name)).toBe(name)
    }), { numRuns: 2_000 })
  })
})

describe('the name that a file is kept under', () => {
  it.each([
    ['照片.JPG', 'image/jpeg', '照片.JPG'],
    ['照片.exe', 'image/jpeg', '照片.exe.jpg'],
    ['run.bat', 'text/plain', 'run.bat.txt'],
    ['page.html', 'text/plain', 'page.html.txt'],
    ['表.csv', 'text/plain', '表.csv'],
    ['合同', 'application/pdf', '合同.pdf'],
    ['旧表.xls', 'application/x-cfb', '旧表.xls'],
  ] as const)('%s with %s is %s', (given, type, expected) => {
    expect(storedName(given, type)).toBe(expected)
  })

  it('always agrees with the content, whatever it was called', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 260 }), fc.constantFrom(...ATTACHMENT_TYPES), (given, type) => {
      const name = storedName(given, type)
      expect(nameFitsType(name, type)).toBe(true)
      expect(name.length).toBeLessThanOrEqual(ATTACHMENT_NAME_MAX_LENGTH)
    }))
  })
})
