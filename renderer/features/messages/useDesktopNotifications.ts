import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Message } from '#shared/contract/message.ts'
import { isDesktop, showNotification } from '../../api/bridge.ts'
import { useMessagesStore } from '../../stores/messages.ts'
import { usePreferencesStore } from '../../stores/preferences.ts'
import { useSessionStore } from '../../stores/session.ts'
import { lookForNews } from './messageNews.ts'
import { forgetSeenMessages, keepSeenMessages, keptSeenMessages } from './seenMessages.ts'
import { useOpenMessage } from './useOpenMessage.ts'

/** Shows new messages whose event calls for it on the desktop, as long as the calling component lives; older ones never. */
export function useDesktopNotifications(): void {
  const { t } = useI18n()
  const messages = useMessagesStore()
  const preferences = usePreferencesStore()
  const session = useSessionStore()
  const { open } = useOpenMessage()

  function show(message: Message): void {
    const { id: messageId, ticketNo: no, ticketType, event } = message
    if (no === null || !message.desktop || message.read) return
    // The desktop program asks its own setting, and remembers what it did not show.
    if (!isDesktop && preferences.doNotDisturb) return
    const type = ticketType === null ? '' : t(`enums.typeShort.${ticketType}`)
    showNotification({ messageId, no, title: t(`message.event.${event}`), body: [type, no].filter(Boolean).join(' ') }, () => open(message))
  }
  watch(() => messages.items, (items) => {
    const userId = session.user?.id
    if (userId === undefined || messages.unread === null) return
    const { seen, news } = lookForNews(keptSeenMessages(userId), items, messages.nextCursor !== null)
    keepSeenMessages(userId, seen)
    for (const message of news.toReversed()) show(message)
  })
  // Who signs in again later is not told of the night.
  watch(() => session.user?.id, (_now, before) => { if (before !== undefined) forgetSeenMessages(before) })
}
