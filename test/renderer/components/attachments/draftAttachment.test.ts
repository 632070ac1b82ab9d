import { describe, expect, it } from 'vitest'
import { attachmentIdsOf, draftAttachments, localFilesOf } from '../../../../renderer/components/attachments/draftAttachment.ts'
import { newDraft, callDraftSchema } from '../../../../renderer/features/calls/draft/callDraft.ts'

const first = { id: '11111111-1111-4111-8111-111111111111', name: '门板.jpg', size: 3, mediaType: 'image/jpeg', complete: true }
const second = { ...first, id: '22222222-2222-4222-8222-222222222222', sha256: 'a'.repeat(64) }
const unfinished = { ...first, id: '33333333-3333-4333-8333-333333333333', complete: false }

describe('the files of a draft', () => {
  it('are none in a draft of an older version, whose words stay', () => {
    const { attachments: _attachments, ...older } = newDraft({ id: 'a', origin: 'typed', phone: '13900002671' }, 0, () => first.id)
    const read = callDraftSchema.parse({ ...older, fields: { ...older.fields, words: '门板偏黄' } })
    expect(read.attachments).toEqual([])
    expect(read.fields.words).toBe('门板偏黄')
  })
  it('are none where they cannot be read', () => {
    expect(draftAttachments.parse([{ id: 'no uuid' }])).toEqual([])
  })
  it('stand in a body only when they have arrived, in their order', () => {
    expect(attachmentIdsOf([second, unfinished, first])).toEqual([second.id, first.id])
    expect(attachmentIdsOf([unfinished])).toBeUndefined()
  })
  it('are the outbox’s where they stand in the store on this machine', () => {
    const { complete: _complete, ...file } = second
    expect(localFilesOf([first, second, { ...unfinished, sha256: 'b'.repeat(64) }])).toEqual([file])
  })
})
