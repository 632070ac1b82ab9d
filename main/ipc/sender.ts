import { isAppUrl } from '../protocol/appOrigin.ts'

/** What is known of the sender of a call, apart from Electron's own types. */
export interface Sender {
  /** Id of the web contents that sent it. */
  contentsId: number
  /** The frame, or null when it has gone or gone elsewhere in the meantime. */
  frame: { url: string; isMainFrame: boolean } | null
}

/** True only for the main frame of the program's own window while it shows the program's own page. */
export function isTrustedSender(sender: Sender, ownContentsId: number | undefined): boolean {
  if (ownContentsId === undefined || sender.contentsId !== ownContentsId) return false
  return sender.frame !== null && sender.frame.isMainFrame && isAppUrl(sender.frame.url)
}
