import { useI18n } from 'vue-i18n'
import type { Message } from '#shared/contract/message.ts'
import { useMessagesStore } from '../../stores/messages.ts'
import { useWorkspaceStore } from '../../stores/workspace.ts'
import { ticketTarget } from '../../workspace/tabs.ts'

/** Opening a message: its ticket comes to the front, and the message is read. */
export function useOpenMessage(): { readonly open: (message: Message, inBackground?: boolean) => void } {
  const { t } = useI18n()
  const messages = useMessagesStore()
  const workspace = useWorkspaceStore()

  function open(message: Message, inBackground = false): void {
    void messages.markRead(message)
    if (message.ticketNo === null) return
    const title = message.ticketType === null ? '' : `${t(`enums.typeShort.${message.ticketType}`)} ${message.ticketNo}`
    workspace.open(ticketTarget(message.ticketNo, title), inBackground)
  }
  return { open }
}
