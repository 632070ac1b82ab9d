import { RateLimiterMemory } from 'rate-limiter-flexible'
import { ApiError } from '../errors.ts'

const WINDOW_SECONDS = 15 * 60
/** Wrong passwords for one account from one address within the window. */
const WRONG_PER_ACCOUNT = 10
/** Wrong passwords from one address within the window, whatever the account. A whole call center may share an address. */
const WRONG_PER_ADDRESS = 100

/** Slows down whoever guesses passwords. Counted per server; only wrong ones count. */
export interface SignInLimits {
  /** @throws ApiError `rate_limited` */
  check: (account: string, address: string) => Promise<void>
  countWrong: (account: string, address: string) => Promise<void>
  /** The account's owner has signed in: earlier slips of the finger are forgotten. */
  forgive: (account: string, address: string) => Promise<void>
}

export function createSignInLimits(): SignInLimits {
  const perAccount = new RateLimiterMemory({ points: WRONG_PER_ACCOUNT, duration: WINDOW_SECONDS })
  const perAddress = new RateLimiterMemory({ points: WRONG_PER_ADDRESS, duration: WINDOW_SECONDS })
  const keyOf = (account: string, address: string): string => `${account}\n${address}`
  return {
    async check(account, address) {
      for (const [limiter, key, most] of [[perAccount, keyOf(account, address), WRONG_PER_ACCOUNT], [perAddress, address, WRONG_PER_ADDRESS]] as const) {
        const counted = await limiter.get(key)
        if (counted && counted.consumedPoints >= most) {
          throw new ApiError('rate_limited', { retryAfterSeconds: Math.max(1, Math.ceil(counted.msBeforeNext / 1000)) })
        }
      }
    },
    async countWrong(account, address) {
      await Promise.all([perAccount.penalty(keyOf(account, address), 1), perAddress.penalty(address, 1)])
    },
    async forgive(account, address) {
      await perAccount.delete(keyOf(account, address))
    },
  }
}
