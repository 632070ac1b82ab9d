import type { ChannelFacts, DeadLetter, MessageTemplate } from '#shared/contract/channel.ts'
import { isOn } from '../channels/settings.ts'
import type { SecretBox } from '../channels/secretBox.ts'
import type { ChannelStanding } from '../queries/channels.ts'
import type { DeadLetterRow } from '../queries/deadLetters.ts'
import type { CurrentTemplate } from '../queries/templates.ts'

/** The newest try failed, and nobody has changed the channel since. */
const failsNow = ({ settings, lastDeliveredAt, lastFailed }: ChannelStanding): boolean =>
  lastFailed !== null && (lastDeliveredAt === null || lastFailed.at > lastDeliveredAt) && (settings.changedAt === null || lastFailed.at >= settings.changedAt)

/** A channel as administrators see it: never its secret. */
export function presentChannel(standing: ChannelStanding, secrets: SecretBox): ChannelFacts {
  const { settings, waiting, dead, lastDeliveredAt, lastFailed, changedByName } = standing
  const { channel, enabled, url, sealedSecret, quietHours, changedAt } = settings
  const unreadable = sealedSecret !== null && secrets.open(channel, sealedSecret) === null
  return {
    channel, enabled, url, hasSecret: sealedSecret !== null, quietHours, waiting, dead, changedByName,
    state: !isOn(settings) ? 'off' : unreadable || failsNow(standing) ? 'failing' : 'on',
    lastError: unreadable ? 'secret_unreadable' : (lastFailed?.error ?? null), lastFailedAt: lastFailed?.at.toISOString() ?? null,
    lastDeliveredAt: lastDeliveredAt?.toISOString() ?? null, changedAt: settings.changedBy === null ? null : (changedAt?.toISOString() ?? null),
  }
}

export const presentTemplate = ({ event, channel, text, changed, changedByName }: CurrentTemplate): MessageTemplate =>
  ({ event, channel, text, standard: changed === null, changedByName, changedAt: changed?.changedAt.toISOString() ?? null })

export const presentDeadLetter = ({ id, at, diedAt, ...row }: DeadLetterRow): DeadLetter => ({ ...row, id: String(id), at: at.toISOString(), diedAt: diedAt.toISOString() })
