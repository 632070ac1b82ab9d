import { onBeforeUnmount } from 'vue'
import { onOpenTicket } from '../api/bridge.ts'
import { useWorkspaceStore } from '../stores/workspace.ts'
import { ticketTarget } from '../workspace/tabs.ts'

/** Opens the tickets of `gongdan://ticket` links as long as the calling component lives; calls come through the call desk. */
export function useDesktopLinks(): void {
  const workspace = useWorkspaceStore()
  onBeforeUnmount(onOpenTicket((link) => workspace.open(ticketTarget(link.no))))
}
