import { describe, expect, it } from 'vitest'
import type { Message } from '#shared/contract/message.ts'
import { lookForNews } from '../../../../renderer/features/messages/messageNews.ts'

const messageOf = (id: number): Message =>
  ({ id: String(id), event: 'return_requested', ticketNo: '2609002984', ticketType: 'complaint', mall: null, at: '2026-09-29T05:40:00.000Z', read: false, desktop: true, byName: null })
const messages = (...ids: number[]): Message[] => ids.map(messageOf)
const idsOf = (found: readonly Message[]): string[] => found.map(({ id }) => id)

describe('looking for new messages', () => {
  it('finds none at the first look, whatever stands there', () => {
    expect(lookForNews(null, messages(9, 8), false).news).toEqual([])
    expect(lookForNews(null, [], false).news).toEqual([])
  })
  it('finds each new one once', () => {
    const first = lookForNews(null, messages(9, 8), false)
    const second = lookForNews(first.seen, messages(12, 11, 9, 8), false)
    expect(idsOf(second.news)).toEqual(['12', '11'])
    expect(lookForNews(second.seen, messages(12, 11, 9, 8), false).news).toEqual([])
  })
  it('finds a smaller one that appears after a greater one', () => {
    const first = lookForNews(null, messages(9, 8), false)
    const second = lookForNews(first.seen, messages(12, 9, 8), false)
    expect(idsOf(lookForNews(second.seen, messages(12, 11, 9, 8), false).news)).toEqual(['11'])
  })
  it('takes earlier ones that are read on for what they are', () => {
    const first = lookForNews(null, messages(9, 8), true)
    expect(lookForNews(first.seen, messages(9, 8, 7, 6), true).news).toEqual([])
  })
  it('compares ids as numbers, and remembers a bounded number of them', () => {
    let { seen } = lookForNews(null, messages(9), false)
    let told = 0
    for (let id = 10; id < 2_000; id++) {
      const look = lookForNews(seen, messages(id, id - 1), true)
      seen = look.seen
      told += look.news.length
    }
    expect(told).toBe(1_990)
    expect(seen.ids).toHaveLength(500)
    expect(lookForNews(seen, messages(1_999, 1_000, 3), true).news).toEqual([])
  })
})
