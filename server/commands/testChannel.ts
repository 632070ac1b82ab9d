import type { z } from 'zod'
import type { ChannelTestResult, channelTestBody } from '#shared/contract/channel.ts'
import { OUTSIDE_NOTICES, standardTemplate } from '#shared/domain/channels/outsideNotices.ts'
import { exampleFacts } from '#shared/domain/channels/template.ts'
import type { OutsideChannel } from '#shared/domain/notices.ts'
import type { Caller } from '../caller.ts'
import { sendOutside } from '../channels/outsideMessage.ts'
import { isConfigured, loadSettings } from '../channels/settings.ts'
import type { ChannelTools } from '../channels/tools.ts'
import { findRow } from '../database/database.ts'
import { invalid } from '../errors.ts'
import { permit } from '../permit.ts'
import type { Services } from '../services.ts'
import { messageIdAt } from '../tickets/messageId.ts'
import { audit } from './audit.ts'
import { runCommand } from './unit.ts'

/**
 * Sends one message that is marked as a test, the way of all others, and says what became of it. Also to a channel that is
 * not turned on yet. It is not tried again. Sent outside the transaction, after it was audited.
 * @throws ApiError `forbidden`; `validation_failed` without a URL and a secret, and for SMS without a phone number
 */
export async function testChannel(services: Services, caller: Caller, tools: ChannelTools, channel: OutsideChannel, { phone, account }: z.output<typeof channelTestBody>): Promise<ChannelTestResult> {
  const { user } = caller
  permit(user, 'administration')
  const settings = await loadSettings(services.database, channel)
  if (!isConfigured(settings)) throw invalid({ ...(settings.url === null ? { url: ['required'] } : {}), ...(settings.sealedSecret === null ? { secret: ['required'] } : {}) })
  if (channel === 'sms' && !phone) throw invalid({ phone: ['required'] })
  const { event } = OUTSIDE_NOTICES.find((notice) => notice.channel === channel)!
  const template = await findRow(services.database.tables.templates, { event, channel })
  await runCommand(services, { ...caller, idempotency: null }, 200, (unit) => audit(unit, 'test_channel', { channel }), async () => null)
  const began = performance.now()
  const now = services.clock.now()
  const { status, error } = await sendOutside(tools, settings, {
    messageId: messageIdAt(now), test: true, facts: exampleFacts(event), late: false, template: template?.text ?? standardTemplate(event),
    recipient: { name: user.name, account: account || user.account, phone: phone || null, organisationCode: user.organisationCode, organisationName: user.organisationName },
  }, { now, timeZone: services.timeZone })
  return { delivered: error === null, status, error, milliseconds: Math.round(performance.now() - began) }
}
