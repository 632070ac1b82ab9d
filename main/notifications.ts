import { Notification } from 'electron'
import type { DesktopNotification, OpenTicket } from '#shared/contract/ipc.ts'

/** Shows messages on the desktop. */
export interface Notifications {
  /** @param server whose message it is: each server counts its own */
  readonly show: (server: string, notification: DesktopNotification) => void
  /** Takes away what still stands there: it was for whoever was signed in. */
  readonly closeAll: () => void
}

/**
 * Shows each message once for as long as the program runs, also when the page was loaded anew or asks again.
 * @param options.isQuiet do-not-disturb; what comes meanwhile is not shown later either
 * @param options.onClick somebody clicked a notification
 */
export function createNotifications(options: { isQuiet: () => boolean; onClick: (ticket: OpenTicket) => void }): Notifications {
  const known = new Set<string>()
  // Kept as long as they stand: Electron forgets the click of one that was collected.
  const standing = new Set<Notification>()

  return {
    show(server, { messageId, no, title, body }) {
      const key = `${server} ${messageId}`
      if (known.has(key)) return
      known.add(key)
      if (options.isQuiet() || !Notification.isSupported()) return
      const notification = new Notification({ title, body })
      standing.add(notification)
      notification.on('click', () => {
        notification.close()
        options.onClick({ no, messageId })
      })
      notification.on('close', () => standing.delete(notification))
      notification.show()
    },
    closeAll() {
      for (const notification of [...standing]) notification.close()
      standing.clear()
    },
  }
}
