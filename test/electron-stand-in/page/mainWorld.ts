// The page's own world: receives what the preload script exposes, and has no `window.open` but the program's.
import { createBridgeSide } from './bridge.ts'

export function enterMainWorld(own: string, other: string, openBinding: string): void {
  const freeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze)
    return value
  }
  createBridgeSide(own, other).onExposed = (name, value) => {
    Object.defineProperty(window, name, { value: freeze(value), enumerable: true, configurable: false, writable: false })
  }

  const world = globalThis as unknown as Record<string, unknown>
  const request = world[openBinding] as (address: string) => void
  delete world[openBinding]
  const open = (address?: string | URL) => {
    request(String(new URL(address ?? 'about:blank', document.baseURI)))
    return null
  }
  window.open = open
  window.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[target=_blank]') : null
    if (!link || event.defaultPrevented) return
    event.preventDefault()
    open(link.href)
  })
}
