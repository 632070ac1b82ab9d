import { describe, expect, it } from 'vitest'
import { ATTACHMENT_EXTENSIONS } from '#shared/domain/ticket/attachmentName.ts'
import { saveFileCalls } from '#shared/contract/saveFile.ts'
import { offeredName } from '../../../../renderer/features/attachments/attachmentFiles.ts'

const { input } = saveFileCalls['document.saveAs']
const takes = (name: string): boolean => input.safeParse({ name, bytes: new Uint8Array() }).success

describe('the name under which a file is offered for saving', () => {
  it('is its own where the file system takes it, with every ending that may be attached', () => {
    for (const extension of ATTACHMENT_EXTENSIONS) {
      expect(offeredName(`门板.${extension}`)).toBe(`门板.${extension}`)
      expect(takes(offeredName(`门板.${extension}`)), extension).toBe(true)
    }
  })
  it('is shortened and keeps its ending, without cutting a character in two', () => {
    const name = offeredName(`${'𠮷'.repeat(90)}.jpeg`)
    expect(name).toMatch(/^𠮷+\.jpeg$/u)
    expect(takes(name)).toBe(true)
  })
})
