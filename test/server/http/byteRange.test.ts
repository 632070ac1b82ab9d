import { expect, it } from 'vitest'
import { readByteRange } from '#server/http/byteRange.ts'

it.each([
  ['bytes=0-99', { start: 0, end: 99 }],
  ['bytes=0-', { start: 0, end: 999 }],
  ['bytes=990-2000', { start: 990, end: 999 }],
  ['bytes=999-999', { start: 999, end: 999 }],
  ['bytes=-10', { start: 990, end: 999 }],
  ['bytes=-5000', { start: 0, end: 999 }],
])('%s of a thousand bytes is a range', (header, expected) => {
  expect(readByteRange(header, 1_000)).toEqual(expected)
})

it.each([null, '', 'bytes=', 'bytes=-', 'bytes=-0', 'bytes=1000-', 'bytes=5-4', 'bytes=0-1,5-6', 'items=0-1', 'bytes=a-b', `bytes=${'9'.repeat(30)}-`])('%s means the whole', (header) => {
  expect(readByteRange(header, 1_000)).toBeNull()
})
