import type { EngineClock } from '../../../../renderer/features/outbox/engine/parts.ts'

/** Time that passes when it is told to, at once. */
export class VirtualClock implements EngineClock {
  #now = Date.parse('2026-09-29T05:47:00.000Z')
  #timers: { at: number; run: () => void }[] = []
  readonly now = (): number => this.#now
  readonly after: EngineClock['after'] = (ms, run) => {
    const timer = { at: this.#now + ms, run }
    this.#timers.push(timer)
    return () => { this.#timers = this.#timers.filter((other) => other !== timer) }
  }
  /** Lets everything that needs no time come to its end. */
  async settle(): Promise<void> {
    for (let step = 0; step < 60; step += 1) await Promise.resolve()
    await new Promise((resolve) => setImmediate(resolve))
  }
  /** Lets `ms` pass, timer by timer. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms
    await this.settle()
    for (;;) {
      const next = this.#timers.filter((timer) => timer.at <= until).toSorted((one, other) => one.at - other.at)[0]
      if (!next) break
      this.#timers = this.#timers.filter((timer) => timer !== next)
      this.#now = Math.max(this.#now, next.at)
      next.run()
      await this.settle()
    }
    this.#now = until
    await this.settle()
  }
}
