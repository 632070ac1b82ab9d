/** A refresh token's successor, told to the other tabs of the browser that still hold the old one. */
export interface TokenRotation {
  readonly from: string
  readonly to: string
}

type Message = { readonly kind: 'rotated'; readonly rotation: TokenRotation } | { readonly kind: 'asked'; readonly token: string }

/** What tabs of one browser need of each other so that a refresh token is never used twice (reuse revokes the family). */
export interface SessionTabs {
  /** Runs the work while no other tab runs its own. */
  readonly exclusively: <Result>(work: () => Promise<Result>) => Promise<Result>
  /** The newest token that another tab made out of this one, or the token itself. Waits a moment for the answers. */
  readonly newestOf: (token: string) => Promise<string>
  /** Tells the other tabs. */
  readonly announce: (rotation: TokenRotation) => void
  /** Hears what the other tabs tell. */
  readonly onRotation: (listener: (rotation: TokenRotation) => void) => void
}

const lockName = 'gongdan.session.refresh'
/** Milliseconds in which a tab that is awake answers. */
const answerTime = 80

/** Follows rotations from a token to its newest successor. */
export function follow(rotations: ReadonlyMap<string, string>, token: string): string {
  let newest = token
  for (let steps = 0; steps < rotations.size; steps += 1) newest = rotations.get(newest) ?? newest
  return newest
}

/**
 * Connects this tab with the others by a lock and a channel of the browser; without them (tests, old browsers)
 * the tab stands alone.
 */
export function connectSessionTabs(): SessionTabs {
  const rotations = new Map<string, string>()
  const listeners: ((rotation: TokenRotation) => void)[] = []
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('gongdan.session')
  const tell = (message: Message): void => channel?.postMessage(message)

  if (channel) {
    channel.onmessage = (event: MessageEvent<Message>) => {
      const message = event.data
      if (message.kind === 'rotated') {
        rotations.set(message.rotation.from, message.rotation.to)
        for (const listener of listeners) listener(message.rotation)
      } else {
        const newest = follow(rotations, message.token)
        if (newest !== message.token) tell({ kind: 'rotated', rotation: { from: message.token, to: newest } })
      }
    }
  }

  return {
    exclusively: (work) => (typeof navigator !== 'undefined' && 'locks' in navigator ? navigator.locks.request(lockName, work) : work()),
    newestOf: async (token) => {
      const known = follow(rotations, token)
      if (known !== token || !channel) return known
      tell({ kind: 'asked', token })
      await new Promise((resolve) => setTimeout(resolve, answerTime))
      return follow(rotations, token)
    },
    announce: (rotation) => {
      rotations.set(rotation.from, rotation.to)
      tell({ kind: 'rotated', rotation })
    },
    onRotation: (listener) => { listeners.push(listener) },
  }
}
