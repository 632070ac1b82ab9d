import { renderTemplate, type TemplateFacts } from '#shared/domain/channels/template.ts'
import type { OutsideChannel } from '#shared/domain/notices.ts'
import { sign, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../signature.ts'
import type { Posted } from './post.ts'
import type { SendingChannel } from './settings.ts'
import type { ChannelTools } from './tools.ts'

export interface OutsideRecipient {
  name: string
  account: string
  phone: string | null
  organisationCode: string
  organisationName: string
}

/** One message to one person. */
export interface OutsideMessage {
  /** The same over all tries: the receiver tells by it what he has already. */
  messageId: string
  /** A try of the endpoint, to be told to nobody. */
  test: boolean
  facts: TemplateFacts
  /** A missed deadline that was noticed late (`time.md`). */
  late: boolean
  template: string
  recipient: OutsideRecipient
}

/** What an endpoint gets, described in README.md. */
const bodyOf = (channel: OutsideChannel, { messageId, test, facts, late, template, recipient }: OutsideMessage, timeZone: string) => ({
  messageId, channel, test, event: facts.event, ticketNo: facts.ticketNo, ticketType: facts.ticketType, at: facts.at.toISOString(), late,
  text: renderTemplate(template, facts, timeZone), recipient,
})

/**
 * Signs a message and posts it to the endpoint of its channel; never throws.
 * @param now the time of the signature, in whole seconds; receivers refuse old ones
 */
export async function sendOutside(
  tools: ChannelTools, { channel, url, sealedSecret }: Pick<SendingChannel, 'channel' | 'url' | 'sealedSecret'>, message: OutsideMessage,
  { now, timeZone, signal }: { now: Date; timeZone: string; signal?: AbortSignal },
): Promise<Posted> {
  const secret = tools.secrets.open(channel, sealedSecret)
  if (secret === null) return { status: null, error: 'secret_unreadable' }
  const bytes = Buffer.from(JSON.stringify(bodyOf(channel, message, timeZone)))
  const timestamp = String(Math.floor(now.getTime() / 1000))
  return tools.post(url, {
    'Content-Type': 'application/json; charset=utf-8', 'User-Agent': 'Gongdan', [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: `sha256=${sign(secret, timestamp, bytes)}`,
    'X-Gongdan-Message-Id': message.messageId, 'Idempotency-Key': message.messageId,
  }, bytes, signal)
}
