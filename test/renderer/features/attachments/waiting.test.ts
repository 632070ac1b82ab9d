import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTurns } from '../../../../renderer/features/attachments/turns.ts'
import { waitForTry } from '../../../../renderer/features/attachments/waitForTry.ts'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

const nobody = () => () => undefined

describe('the wait before a file is tried again', () => {
  it('is never longer than ten seconds', async () => {
    const ended = vi.fn()
    void waitForTry(20, null, new AbortController().signal, nobody).then(ended)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(ended).toHaveBeenCalledOnce()
  })
  it('is over as soon as the server answers anything', async () => {
    let answer = (): void => undefined
    const stopped = vi.fn()
    const wait = waitForTry(20, null, new AbortController().signal, (onAnswer) => { answer = onAnswer; return stopped })
    answer()
    await expect(wait).resolves.toBeUndefined()
    expect(stopped).toHaveBeenCalledOnce()
  })
  it('is as long as the server asked for', async () => {
    const ended = vi.fn()
    void waitForTry(1, 30, new AbortController().signal, (onAnswer) => { onAnswer(); return () => undefined }).then(ended)
    await vi.advanceTimersByTimeAsync(29_000)
    expect(ended).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(ended).toHaveBeenCalledOnce()
  })
  it('ends with its file', async () => {
    const stop = new AbortController()
    const wait = waitForTry(1, null, stop.signal, nobody)
    stop.abort()
    await expect(wait).rejects.toThrow()
  })
})

describe('turns', () => {
  it('come in order, one at a time, also after a failure', async () => {
    const turns = createTurns(1)
    const seen: string[] = []
    const work = (name: string, fails = false) => turns.take(async () => {
      seen.push(`${name} begins`)
      await Promise.resolve()
      seen.push(`${name} ends`)
      if (fails) throw new Error(name)
    }).catch(() => undefined)
    await Promise.all([work('a', true), work('b'), work('c')])
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })
})
