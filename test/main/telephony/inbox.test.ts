import { expect, it } from 'vitest'
import { Inbox } from '../../../main/telephony/inbox.ts'

function inbox(limit?: number) {
  const delivered: number[] = []
  return { delivered, box: new Inbox<number>((item) => delivered.push(item), limit) }
}

it('keeps what comes before the page listens, in order, and hands it over once', () => {
  const { box, delivered } = inbox()
  box.add(1)
  box.add(2)
  expect(delivered).toEqual([])
  expect(box.take()).toEqual([1, 2])
  expect(box.take()).toEqual([])
})

it('delivers at once to a page that listens', () => {
  const { box, delivered } = inbox()
  box.take()
  box.add(3)
  expect(delivered).toEqual([3])
})

it('keeps what comes while the page is reloaded', () => {
  const { box, delivered } = inbox()
  box.take()
  box.pause()
  box.add(4)
  expect(delivered).toEqual([])
  expect(box.take()).toEqual([4])
})

it('gives up the oldest when too many wait', () => {
  const { box } = inbox(2)
  for (const item of [1, 2, 3]) box.add(item)
  expect(box.take()).toEqual([2, 3])
})
