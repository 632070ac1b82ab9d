import type { UpdateState } from '#shared/contract/desktopProgram.ts'

type OffReason = Extract<UpdateState, { kind: 'off' }>['reason']
export type FeedChoice = { readonly url: string } | { readonly off: OffReason }

export interface FeedFacts {
  /** `GONGDAN_UPDATE_URL`, or else the setting on this machine; empty: neither. */
  readonly setting: string
  /** What the installer was made with, see {@link feedOfPackage}. */
  readonly packaged: string | undefined
  readonly isPackaged: boolean
}

/** The address in the `app-update.yml` that electron-builder puts beside the program; undefined where it is the placeholder. */
export function feedOfPackage(text: string): string | undefined {
  const url = /^url:\s*['"]?([^\s'"]+)/m.exec(text)?.[1]
  return url === undefined || URL.parse(url)?.hostname.endsWith('.invalid') ? undefined : url
}

/** What comes from there is run: only who holds the certificate of the address, or this machine itself, may send it. */
function isSafe(address: string): boolean {
  const url = URL.parse(address)
  if (url === null || url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname))
}

/** Where updates come from: environment or setting before the package. */
export function chooseFeed({ setting, packaged, isPackaged }: FeedFacts): FeedChoice {
  const url = setting === '' ? packaged : setting
  if (url === undefined || url === '') return { off: 'no_feed' }
  if (!isSafe(url)) return { off: 'unsafe_feed' }
  return isPackaged ? { url } : { off: 'not_installed' }
}
