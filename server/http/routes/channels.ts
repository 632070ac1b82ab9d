import type { MessageTemplate } from '#shared/contract/channel.ts'
import type { OutsideNotice } from '#shared/domain/channels/outsideNotices.ts'
import { changeTemplate, resetTemplate } from '../../commands/changeTemplate.ts'
import { configureChannel } from '../../commands/configureChannel.ts'
import { resendDeadLetters } from '../../commands/resendDeadLetters.ts'
import { testChannel } from '../../commands/testChannel.ts'
import { runCommand } from '../../commands/unit.ts'
import { permit } from '../../permit.ts'
import { presentChannel, presentDeadLetter, presentTemplate } from '../../presenters/channel.ts'
import { listChannelStandings } from '../../queries/channels.ts'
import { listDeadLetters } from '../../queries/deadLetters.ts'
import { listTemplates } from '../../queries/templates.ts'
import type { Services } from '../../services.ts'
import type { Handlers } from '../handler.ts'

async function presentNotice({ database }: Services, { event, channel }: OutsideNotice): Promise<MessageTemplate> {
  return presentTemplate((await listTemplates(database)).find((template) => template.event === event && template.channel === channel)!)
}

/** Channels outside the program, their words, and what could not be delivered: for administrators. */
export const channelHandlers: Pick<Handlers,
  'listChannels' | 'putChannel' | 'testChannel' | 'listTemplates' | 'putTemplate' | 'resetTemplate' | 'listDeadLetters' | 'resendDeadLetters'> = {
  listChannels: async ({ caller, services, context }) => {
    permit(caller.user, 'administration')
    return { body: { items: (await listChannelStandings(services.database)).map((standing) => presentChannel(standing, context.channels.secrets)) } }
  },
  putChannel: async ({ caller, params: { channel }, validateBody, services, context }) => {
    await runCommand(services, { ...caller, idempotency: null }, 200, (unit) => configureChannel(unit, channel, validateBody(), context.channels), async () => null)
    const [standing] = await listChannelStandings(services.database, [channel])
    return { body: presentChannel(standing!, context.channels.secrets) }
  },
  testChannel: async ({ caller, params: { channel }, validateBody, services, context }) => {
    return { body: await testChannel(services, caller, context.channels, channel, validateBody()) }
  },
  listTemplates: async ({ caller, services }) => {
    permit(caller.user, 'administration')
    return { body: { items: (await listTemplates(services.database)).map(presentTemplate) } }
  },
  putTemplate: async ({ caller, params, validateBody, services }) => {
    await runCommand(services, { ...caller, idempotency: null }, 200, (unit) => changeTemplate(unit, params, validateBody().text), async () => null)
    return { body: await presentNotice(services, params) }
  },
  resetTemplate: async ({ caller, params, services }) => {
    await runCommand(services, { ...caller, idempotency: null }, 200, (unit) => resetTemplate(unit, params), async () => null)
    return { body: await presentNotice(services, params) }
  },
  listDeadLetters: async ({ caller, query, services }) => {
    permit(caller.user, 'administration')
    const { rows, ...page } = await listDeadLetters(services.database, query)
    return { body: { items: rows.map(presentDeadLetter), ...page } }
  },
  resendDeadLetters: async ({ caller, validateBody, services }) => {
    const { body } = await runCommand(services, { ...caller, idempotency: null }, 200, (unit) => resendDeadLetters(unit, validateBody()), async (resent) => resent)
    return { body }
  },
}
