import { screen, type BrowserWindow } from 'electron'
import type { PlaceStore } from './placeStore.ts'
import { placeFor, screenSetKey, type Screen, type WindowPlace } from './windowPlace.ts'

/** Milliseconds after the last move until it is written. */
const writeDelay = 500

function screens(): [Screen, ...Screen[]] {
  const primary = screen.getPrimaryDisplay()
  return [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)]
}

/** Where the window opens with the screens that there are now. */
export function rememberedPlace(store: PlaceStore): WindowPlace {
  const now = screens()
  return placeFor(store.find(screenSetKey(now)), now)
}

/** Writes down where the window stands, while it is moved and when it closes. */
export function keepPlace(window: BrowserWindow, store: PlaceStore): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let shown = window.isVisible()
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    // One that was never shown has not been maximised yet, whatever is remembered.
    if (!shown || window.isDestroyed() || window.isMinimized()) return
    store.keep(screenSetKey(screens()), { bounds: window.getNormalBounds(), maximised: window.isMaximized() })
  }
  const soon = () => {
    timer ??= setTimeout(write, writeDelay)
  }
  window.on('show', () => {
    shown = true
  })
  window.on('resize', soon)
  window.on('move', soon)
  window.on('maximize', soon)
  window.on('unmaximize', soon)
  window.on('close', write)
  window.on('closed', () => clearTimeout(timer))
}
