import { inject, onScopeDispose, ref, getCurrentScope } from 'vue'
import type { InjectionKey, Ref } from 'vue'

/** The clock that times on the screen are read against. */
export interface DisplayClock {
  /** IANA name of the zone configured on the server. */
  readonly timeZone: Readonly<Ref<string>>
  /** The server's time in milliseconds; moves on once a second while anybody looks. */
  readonly now: Readonly<Ref<number>>
  /** Keeps the clock ticking until the returned function is called. */
  readonly keepTicking: () => () => void
}

/** Provided once by the program; components fall back to the machine's own clock. */
export const displayClockKey: InjectionKey<DisplayClock> = Symbol('displayClock')

/**
 * Makes a clock with one interval, however many components watch it; with no watcher it stands still.
 * @param readNow returns the server's time in milliseconds
 * @param timeZone IANA name
 */
export function createDisplayClock(readNow: () => number, timeZone: Readonly<Ref<string>>): DisplayClock {
  const now = ref(readNow())
  let watchers = 0
  let interval: ReturnType<typeof setInterval> | undefined
  const keepTicking = (): (() => void) => {
    watchers += 1
    if (watchers === 1) {
      now.value = readNow()
      interval = setInterval(() => { now.value = readNow() }, 1000)
    }
    let released = false
    return () => {
      if (released) return
      released = true
      watchers -= 1
      if (watchers === 0) clearInterval(interval)
    }
  }
  return { timeZone, now, keepTicking }
}

const machineClock = createDisplayClock(() => Date.now(), ref('Asia/Shanghai'))

/** The clock of the program, ticking as long as the calling component lives. */
export function useDisplayClock(): DisplayClock {
  const clock = inject(displayClockKey, machineClock)
  const release = clock.keepTicking()
  if (getCurrentScope()) onScopeDispose(release)
  return clock
}
