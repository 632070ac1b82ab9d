import { app } from 'electron'
import type { Log } from './logging/log.ts'
import { deepLinkScheme, findDeepLink, parseDeepLink, type DeepLink } from './telephony/deepLink.ts'

/**
 * Passes on every deep link that reaches this machine's program: of this start, of a second start (Windows,
 * Linux) and of `open-url` (macOS). To be called before Electron is ready.
 * @param onLink takes a link that was understood
 * @param onSecondStart a second start, with or without a link
 */
export function listenToDeepLinks(options: {
  onLink: (link: DeepLink) => void
  onSecondStart: () => void
  now: () => Date
  log: Log
}): void {
  // Only the installed program takes the scheme: a build that is being worked on must not take it from there.
  if (app.isPackaged) app.setAsDefaultProtocolClient(deepLinkScheme)

  const accept = (text: string | undefined) => {
    if (text === undefined) return
    const link = parseDeepLink(text, options.now())
    if (link) options.onLink(link)
    else options.log.warn('deep_link_refused')
  }
  app.on('second-instance', (_event, argv) => {
    options.onSecondStart()
    accept(findDeepLink(argv))
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    options.onSecondStart()
    accept(url)
  })
  accept(findDeepLink(process.argv))
}
