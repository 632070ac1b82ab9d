import type { ChannelBody, ChannelFacts } from '#shared/contract/channel.ts'
import { channelBody } from '#shared/contract/channel.ts'

/** What is typed of a channel's settings and not saved yet. */
export interface ChannelDraft {
  readonly enabled: boolean
  readonly url: string
  /** Empty: the present one stays. */
  readonly secret: string
  readonly quiet: boolean
  readonly from: string
  readonly to: string
}
export const channelFields = ['url', 'secret', 'quietHours'] as const
export type ChannelField = (typeof channelFields)[number]
/** Field → codes; their words are `administration.channels.field.<code>`. */
export type ChannelErrors = Readonly<Partial<Record<ChannelField, readonly string[]>>>

/** `notices.md`: what is proposed where no quiet hours are set. */
const USUAL_QUIET_HOURS = { from: '22:00', to: '07:00' }

export function draftOf({ enabled, url, quietHours }: ChannelFacts): ChannelDraft {
  return { enabled, url: url ?? '', secret: '', quiet: quietHours !== null, ...(quietHours ?? USUAL_QUIET_HOURS) }
}
export function bodyOf({ enabled, url, secret, quiet, from, to }: ChannelDraft): ChannelBody {
  return { enabled, url: url.trim() === '' ? null : url.trim(), ...(secret === '' ? {} : { secret }), quietHours: quiet ? { from, to } : null }
}
export function isChanged(draft: ChannelDraft, facts: ChannelFacts): boolean {
  return JSON.stringify(bodyOf(draft)) !== JSON.stringify(bodyOf(draftOf(facts)))
}

/** Errors of the server or of the contract's schema by the field of the form that shows them. */
export function errorsByField(errors: Readonly<Record<string, readonly string[]>>): ChannelErrors {
  const found: Partial<Record<ChannelField, readonly string[]>> = {}
  for (const [path, codes] of Object.entries(errors)) {
    const field = channelFields.find((one) => path === one || path.startsWith(`${one}.`))
    if (field) found[field] = [...new Set([...(found[field] ?? []), ...codes])]
  }
  return found
}

/** What is wrong before it is sent, by the contract; and a channel without address or secret cannot be switched on. */
export function draftErrors(draft: ChannelDraft, facts: ChannelFacts): ChannelErrors {
  const body = bodyOf(draft)
  const parsed = channelBody.safeParse(body)
  const codes: Record<string, string[]> = {}
  for (const issue of parsed.success ? [] : parsed.error.issues) {
    const code = issue.code === 'too_small' ? 'too_short' : issue.code === 'too_big' ? 'too_long' : issue.code === 'custom' ? 'empty_range' : 'invalid_format'
    const path = issue.path.join('.')
    codes[path] = [...(codes[path] ?? []), code]
  }
  const missing = draft.enabled ? { ...(body.url === null ? { url: ['required'] } : {}), ...(body.secret === undefined && !facts.hasSecret ? { secret: ['required'] } : {}) } : {}
  return { ...errorsByField(codes), ...missing }
}
