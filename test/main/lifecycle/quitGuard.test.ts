import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DeskWork } from '#shared/contract/desktopProgram.ts'
import { createQuitGuard } from '../../../main/lifecycle/quitGuard.ts'
import { createWorkAtHand } from '../../../main/lifecycle/workAtHand.ts'

const idle: DeskWork = { inCall: false, waitingCalls: 0, unsavedForms: 0, sending: 0, waiting: 0, online: true }

/** A program that comes to its end when the guard lets it. */
function program(start: DeskWork, answer: () => Promise<boolean> = () => Promise.resolve(false)) {
  let work = start
  const calls = { asked: 0, flushed: 0, prevented: 0, ended: 0 }
  const quit = () => guard.beforeQuit(() => { calls.prevented += 1 })
  const guard = createQuitGuard({
    work: () => work,
    flush: () => { calls.flushed += 1; return Promise.resolve() },
    ask: () => { calls.asked += 1; return answer() },
    quit, onQuit: () => { calls.ended += 1 },
  })
  return { guard, calls, quit, set: (next: Partial<DeskWork>) => { work = { ...work, ...next } } }
}
beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('ending the program', () => {
  it('has the page write first, then ends without a question where nothing is lost, also with a full outbox', async () => {
    const { guard, calls, quit } = program({ ...idle, waiting: 40, sending: 1, inCall: true })
    quit()
    expect(guard.quitting()).toBe(false)
    await vi.runAllTimersAsync()
    expect(calls).toEqual({ asked: 0, flushed: 1, prevented: 1, ended: 1 })
    expect(guard.quitting()).toBe(true)
  })

  it('waits for a form that is just being saved, and does not ask', async () => {
    const { calls, quit, set } = program({ ...idle, unsavedForms: 1 })
    quit()
    await vi.advanceTimersByTimeAsync(500)
    expect(calls.ended).toBe(0)
    set({ unsavedForms: 0 })
    await vi.advanceTimersByTimeAsync(200)
    expect(calls).toMatchObject({ asked: 0, ended: 1 })
  })

  it('asks when something cannot be saved, and stays if the person wants to go on', async () => {
    const { guard, calls, quit } = program({ ...idle, unsavedForms: 2 }, () => Promise.resolve(false))
    quit()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(calls).toMatchObject({ asked: 1, ended: 0 })
    expect(guard.quitting()).toBe(false)
    quit()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(calls).toMatchObject({ asked: 2, ended: 0 })
  })

  it('ends when the person says so, and when nothing can be asked', async () => {
    for (const answer of [() => Promise.resolve(true), () => Promise.reject(new Error('no screen'))]) {
      const { calls, quit } = program({ ...idle, unsavedForms: 1 }, answer)
      quit()
      await vi.advanceTimersByTimeAsync(2_000)
      expect(calls).toMatchObject({ asked: 1, ended: 1 })
    }
  })

  it('goes on as before when an installation that it made way for did not begin', async () => {
    const { guard, calls } = program(idle)
    await guard.endBy(() => false)
    expect(guard.quitting()).toBe(false)
    await guard.endBy(() => { guard.beforeQuit(() => { calls.prevented += 1 }); return true })
    expect(guard.quitting()).toBe(true)
    expect(calls).toMatchObject({ prevented: 0, ended: 1 })
  })

  it('asks once, however often somebody clicks', async () => {
    const { calls, quit } = program({ ...idle, unsavedForms: 1 }, () => new Promise(() => undefined))
    for (let click = 0; click < 3; click += 1) quit()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(calls).toMatchObject({ asked: 1, flushed: 1, prevented: 3, ended: 0 })
  })
})

describe('what the page said last', () => {
  it('waits for the next word, at most so long, and not at all for a page that never spoke', async () => {
    const work = createWorkAtHand(() => undefined)
    await work.next(1_000)
    work.report(idle)
    const word = vi.fn()
    void work.next(1_000).then(word)
    await vi.advanceTimersByTimeAsync(999)
    expect(word).not.toHaveBeenCalled()
    work.report({ ...idle, unsavedForms: 1 })
    await vi.advanceTimersByTimeAsync(0)
    expect(word).toHaveBeenCalledOnce()
    void work.next(1_000).then(word)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(word).toHaveBeenCalledTimes(2)
  })

  it('tells of a change only, and holds nothing of a page that has gone', () => {
    const told = vi.fn()
    const work = createWorkAtHand(told)
    work.report({ ...idle, waitingCalls: 2 })
    work.report({ ...idle, waitingCalls: 2 })
    expect(told).toHaveBeenCalledTimes(1)
    work.forget()
    expect(work.current()).toMatchObject({ waitingCalls: 0, unsavedForms: 0, inCall: false })
  })
})
