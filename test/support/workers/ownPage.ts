import { disableAutoUnmount, enableAutoUnmount } from '@vue/test-utils'
import { afterAll, vi } from 'vitest'

/**
 * Set-up of every test file of the page in a worker that files share, and with it the document: nothing that a file
 * mounted, wrote or put in place is there for the next.
 */
if (typeof document !== 'undefined') {
  // In a browser an element's text is `[object HTMLDivElement]`. happy-dom's is the element with all that is in it, written
  // out anew for every question that the placing of menus asks of every element: a quarter of the time of these tests.
  Object.defineProperty(Element.prototype, 'toString', { value: Object.prototype.toString, configurable: true, writable: true })
  document.body.replaceChildren()
  localStorage.clear()
  sessionStorage.clear()
  disableAutoUnmount()
  enableAutoUnmount(afterAll)
}
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
