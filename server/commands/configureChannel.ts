import type { ChannelBody } from '#shared/contract/channel.ts'
import type { OutsideChannel } from '#shared/domain/notices.ts'
import { literalAddress } from '../channels/addresses.ts'
import { loadSettings, settingsOf, type ChannelSettings } from '../channels/settings.ts'
import type { ChannelTools } from '../channels/tools.ts'
import { findRow, insertRows, updateRows } from '../database/database.ts'
import { invalid } from '../errors.ts'
import { permit } from '../permit.ts'
import { audit } from './audit.ts'
import type { Unit } from './unit.ts'

/** What of a URL may be written down: a query may hold a key of the receiver. */
const withoutQuery = (given: string | null): string | null => {
  const url = given === null ? null : URL.parse(given)
  return url ? url.origin + url.pathname : null
}

/** A name is checked when it is connected to; what is an address can be refused at once. */
function urlError(given: string, { rule }: ChannelTools): string | null {
  const url = URL.parse(given)
  if (!url || !['http:', 'https:'].includes(url.protocol)) return 'invalid_value'
  if (url.username !== '' || url.password !== '') return 'credentials'
  const literal = literalAddress(url)
  return literal !== null && !rule(literal) ? 'address_refused' : null
}

/**
 * Configures a channel as a whole; a secret that is not given stays. Administrators only, and audited without the secret.
 * @throws ApiError `forbidden`; `validation_failed` for a URL that may not be reached, or a channel that is turned on
 * without a URL or a secret that can be read
 */
export async function configureChannel(unit: Unit, channel: OutsideChannel, body: ChannelBody, tools: ChannelTools): Promise<ChannelSettings> {
  const { services: { database }, transaction, caller, now } = unit
  permit(caller.user, 'administration')
  const { channels } = database.tables
  // There is a row to lock from here on, whoever configures the channel first.
  await insertRows(channels, [{ channel, enabled: false, changedAt: now }], transaction, { ignoreDuplicates: true })
  const before = settingsOf(channel, await findRow(channels, { channel }, { transaction, lock: true }))
  const readable = before.sealedSecret !== null && tools.secrets.open(channel, before.sealedSecret) !== null
  const wrong = {
    url: body.url === null ? (body.enabled ? 'required' : null) : urlError(body.url, tools),
    secret: body.enabled && body.secret === undefined && !readable ? 'required' : null,
  }
  const errors = Object.entries(wrong).flatMap(([field, code]): [string, string[]][] => (code === null ? [] : [[field, [code]]]))
  if (errors.length > 0) throw invalid(Object.fromEntries(errors))
  await updateRows(channels, {
    enabled: body.enabled, url: body.url, options: { quietHours: body.quietHours }, changedAt: now, changedBy: caller.user.id,
    ...(body.secret === undefined ? {} : { secret: tools.secrets.seal(channel, body.secret) }),
  }, { channel }, transaction)
  await audit(unit, 'configure_channel', {
    channel, enabled: body.enabled, url: withoutQuery(body.url), previousUrl: withoutQuery(before.url), secretChanged: body.secret !== undefined, quietHours: body.quietHours,
  })
  return loadSettings(database, channel, transaction)
}
