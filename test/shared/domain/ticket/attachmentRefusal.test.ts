import { describe, expect, it } from 'vitest'
import { attachmentRefusal } from '#shared/domain/ticket/attachmentRefusal.ts'
import { ATTACHMENT_MAX_BYTES, ATTACHMENTS_OF_A_RECORD } from '#shared/domain/ticket/attachments.ts'

describe('a file that a person wants to attach', () => {
  it('is taken with a known ending, however it is written, and without any', () => {
    for (const name of ['门板.jpg', 'IMG_0001.HEIC', '合同.PDF', '表.xlsx', '旧表.xls', '录音.amr', '说明.txt', '扫描件', 'v1.2 最终版.docx ']) expect(attachmentRefusal({ name, size: 1 }, 0), name).toBeNull()
  })
  it('is refused for what a browser or a machine would run', () => {
    for (const name of ['页面.html', '图.svg', '安装.exe', '脚本.js', '图.png.lnk']) expect(attachmentRefusal({ name, size: 1 }, 0), name).toBe('wrong_type')
  })
  it('is refused when it is empty or over the limit, and taken at the limit', () => {
    expect(attachmentRefusal({ name: 'a.png', size: 0 }, 0)).toBe('empty')
    expect(attachmentRefusal({ name: 'a.png', size: ATTACHMENT_MAX_BYTES }, 0)).toBeNull()
    expect(attachmentRefusal({ name: 'a.png', size: ATTACHMENT_MAX_BYTES + 1 }, 0)).toBe('too_large')
  })
  it('is refused when the record is full', () => {
    expect(attachmentRefusal({ name: 'a.png', size: 1 }, ATTACHMENTS_OF_A_RECORD - 1)).toBeNull()
    expect(attachmentRefusal({ name: 'a.png', size: 1 }, ATTACHMENTS_OF_A_RECORD)).toBe('too_many')
  })
})
