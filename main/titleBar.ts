import type { BrowserWindowConstructorOptions, TitleBarOverlayOptions } from 'electron'

/** Height of the page's top bar in px, of the design's grid; the system's buttons are drawn over its right end. */
export const titleBarHeight = 44

// `--gd-bg-app` and `--gd-text-2` of the theme: the system draws these buttons, so it needs the values themselves.
const light = { color: '#f3f5f6', symbolColor: '#454e57' }
const dark = { color: '#101316', symbolColor: '#b9c0c7' }

export function titleBarOverlay(isDark: boolean): TitleBarOverlayOptions {
  return { ...(isDark ? dark : light), height: titleBarHeight }
}

/** Background of the window until the page has painted. */
export function windowBackground(isDark: boolean): string {
  return (isDark ? dark : light).color
}

/** A window without the system's title bar; the page draws its own and leaves room for the buttons. */
export function titleBarOptions(isDark: boolean, platform: string): BrowserWindowConstructorOptions {
  if (platform === 'darwin') return { titleBarStyle: 'hidden', trafficLightPosition: { x: 12, y: 14 } }
  return { titleBarStyle: 'hidden', titleBarOverlay: titleBarOverlay(isDark) }
}
