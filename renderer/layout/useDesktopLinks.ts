import { onBeforeUnmount } from 'vue'
import { onOpenTicket } from '../api/bridge.ts'
import { useOpenMessage } from '../features/messages/useOpenMessage.ts'
import { useMessagesStore } from '../stores/messages.ts'
import { useWorkspaceStore } from '../stores/workspace.ts'
import { ticketTarget } from '../workspace/tabs.ts'

/**
 * Opens the tickets of `gongdan://ticket` links and clicked notifications as long as the calling component lives; calls come
 * through the call desk.
 */
export function useDesktopLinks(): void {
  const workspace = useWorkspaceStore()
  const messages = useMessagesStore()
  const { open } = useOpenMessage()
  onBeforeUnmount(onOpenTicket(({ no, messageId }) => {
    const message = messages.items.find(({ id }) => id === messageId)
    if (message) open(message)
    else workspace.open(ticketTarget(no))
  }))
}
