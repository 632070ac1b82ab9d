import { describe, expect, it } from 'vitest'
import { iconOfFile, writtenSize } from '../../../../renderer/components/attachments/fileWords.ts'
import { zoomed } from '../../../../renderer/components/attachments/zoom.ts'

describe('a file in words', () => {
  it('has its size as people write it', () => {
    expect([12, 1023, 1024, 348_160, 1_047_552, 1_048_500, 1_258_291, 5_242_880, 52_428_800].map(writtenSize)).toEqual(['12 B', '1023 B', '1 KB', '340 KB', '1023 KB', '1 MB', '1.2 MB', '5 MB', '50 MB'])
  })
  it('has an icon by its type', () => {
    expect(['image/heic', 'video/mp4', 'audio/amr', 'application/pdf', ''].map(iconOfFile)).toEqual(['picture', 'play', 'play', 'document', 'attachment'])
  })
})

describe('the zoom of a picture', () => {
  it('goes step by step and stops at both ends', () => {
    expect(zoomed(1, 1)).toBe(1.5)
    expect(zoomed(1, -1)).toBe(1)
    expect(zoomed(8, 1)).toBe(8)
    expect(zoomed(2, -1)).toBe(1.5)
  })
})
