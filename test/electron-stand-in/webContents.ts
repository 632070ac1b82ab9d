import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { chromium, type Parameters } from './chromium.ts'
import { answerCustomScheme, type PausedRequest } from './interception.ts'
import { ipcMain } from './ipcMain.ts'
import { decode, encode } from './page/encoding.ts'
import { ipcBinding, openBinding, pageScripts, preloadWorldName } from './pageScripts.ts'
import { preventable } from './preventable.ts'
import { customSchemePattern, fromChromium, toChromium } from './protocol.ts'
import { session } from './session.ts'

export interface ContentsOwner {
  close(): boolean
  pageLoaded(): void
  openWindow(address: string): void
}
export interface ContentsOptions {
  width: number
  height: number
  preload: string | undefined
}
type WindowOpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' }
interface IpcMessage {
  id?: number
  channel: string
  args: unknown
}

const all = new Set<WebContents>()
let lastId = 0

/** One page: a target of Chromium and our session with it. */
export class WebContents extends EventEmitter {
  readonly id = ++lastId
  readonly session = session.defaultSession
  readonly owner: ContentsOwner
  readonly #prepared: Promise<void>
  #targetId = ''
  #sessionId = ''
  #preloadContext = 0
  #url = ''
  #loaded: Promise<void> = Promise.resolve()
  #expected: string | undefined
  #openHandler: WindowOpenHandler = () => ({ action: 'allow' })
  #destroyed = false

  constructor(owner: ContentsOwner, options: ContentsOptions) {
    super()
    this.owner = owner
    all.add(this)
    this.#prepared = this.#prepare(options)
    this.#prepared.catch((error: unknown) => {
      process.stderr.write(`stand-in: ${String(error)}\n`)
      app.exit(1)
    })
  }

  static getAllWebContents(): WebContents[] {
    return [...all]
  }
  static fromId(id: number): WebContents | undefined {
    return [...all].find((contents) => contents.id === id)
  }
  static fromDevToolsTargetId(targetId: string): WebContents | undefined {
    return [...all].find((contents) => contents.#targetId === targetId)
  }

  getURL(): string {
    return this.#url
  }
  isDestroyed(): boolean {
    return this.#destroyed
  }
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#openHandler = handler
  }
  close(): void {
    this.owner.close()
  }

  /** Loads an address; resolves when its load event has fired. */
  async loadURL(address: string): Promise<void> {
    await this.#prepared
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', resolve))
    this.#loaded = loaded
    this.#expected = toChromium(address)
    const { errorText } = await this.#cdp('Page.navigate', { url: this.#expected })
    if (typeof errorText === 'string') {
      this.emit('did-fail-load', {}, -2, errorText, address, true)
      throw new Error(`${errorText} loading '${address}'`)
    }
    await loaded
  }

  /** Gives the page the size of the window's content; Chromium's own window has bars that the program's has not. */
  async resize(width: number, height: number): Promise<void> {
    if (this.#sessionId)
      await this.#cdp('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 0, mobile: false })
  }

  reload(): void {
    void this.#cdp('Page.reload')
  }

  /** Sends to the preload script, after the page that is being loaded has been. */
  send(channel: string, ...args: unknown[]): void {
    const value = encode(args)
    void this.#loaded.then(() => this.#toPreload({ channel, value }, this.#preloadContext))
  }

  async executeJavaScript(script: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.#cdp('Runtime.evaluate', {
      expression: script,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error('Script failed to execute')
    return (result as { value: unknown }).value
  }

  /** The window has gone: ends the target, if it has not ended by itself. */
  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    all.delete(this)
    chromium.send('Target.closeTarget', { targetId: this.#targetId }).catch(() => undefined)
    this.emit('destroyed')
  }

  #cdp(method: string, parameters: Parameters = {}): Promise<Parameters> {
    return chromium.send(method, parameters, this.#sessionId)
  }

  async #prepare({ width, height, preload }: ContentsOptions): Promise<void> {
    const { targetId } = await chromium.send('Target.createTarget', { url: 'about:blank', newWindow: true, width, height })
    this.#targetId = String(targetId)
    const { sessionId } = await chromium.send('Target.attachToTarget', { targetId, flatten: true })
    this.#sessionId = String(sessionId)
    this.#listen()
    await this.resize(width, height)
    await this.#cdp('Page.enable')
    await this.#cdp('Runtime.enable')
    await this.#cdp('Inspector.enable')
    await this.#cdp('Fetch.enable', {
      patterns: [{ urlPattern: customSchemePattern }, { urlPattern: '*', resourceType: 'Document' }],
    })
    if (preload === undefined) return
    const scripts = pageScripts(preload)
    await this.#cdp('Runtime.addBinding', { name: ipcBinding, executionContextName: preloadWorldName })
    await this.#cdp('Runtime.addBinding', { name: openBinding })
    await this.#cdp('Page.addScriptToEvaluateOnNewDocument', { source: scripts.mainWorld })
    await this.#cdp('Page.addScriptToEvaluateOnNewDocument', { source: scripts.preloadWorld, worldName: preloadWorldName })
  }

  #listen(): void {
    const on = <Event>(method: string, listener: (parameters: Event) => void) =>
      chromium.on(`${this.#sessionId}/${method}`, (parameters) => listener(parameters as Event))
    chromium.on('Target.targetDestroyed', ({ targetId }: { targetId: string }) => {
      if (targetId === this.#targetId && !this.#destroyed) this.owner.close()
    })
    on(
      'Runtime.executionContextCreated',
      ({ context }: { context: { id: number; name: string; auxData?: { frameId?: string } } }) => {
        if (context.name === preloadWorldName && context.auxData?.frameId === this.#targetId) this.#preloadContext = context.id
      },
    )
    on('Runtime.bindingCalled', (call: { name: string; payload: string; executionContextId: number }) => {
      if (call.name === openBinding) this.#open(fromChromium(call.payload))
      if (call.name === ipcBinding) void this.#fromPreload(JSON.parse(call.payload) as IpcMessage, call.executionContextId)
    })
    on(
      'Page.frameStartedNavigating',
      ({ frameId, url, navigationType }: { frameId: string; url: string; navigationType: string }) => {
        const isMainFrame = frameId === this.#targetId
        this.emit(
          'did-start-navigation',
          preventable({ url: fromChromium(url), isMainFrame, isSameDocument: navigationType === 'sameDocument' }),
        )
      },
    )
    on('Page.frameNavigated', ({ frame }: { frame: { url: string; parentId?: string } }) => {
      if (frame.parentId !== undefined) return
      this.#url = fromChromium(frame.url)
      this.emit('did-navigate', {}, this.#url)
    })
    on('Page.navigatedWithinDocument', ({ frameId, url }: { frameId: string; url: string }) => {
      if (frameId === this.#targetId) this.#url = fromChromium(url)
    })
    on('Page.domContentEventFired', () => this.emit('dom-ready'))
    on('Page.loadEventFired', () => {
      this.emit('did-finish-load')
      this.owner.pageLoaded()
    })
    on('Inspector.targetCrashed', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }))
    on('Fetch.requestPaused', (paused: PausedRequest) => {
      this.#decide(paused).catch((error: unknown) => {
        if (!this.#destroyed) process.stderr.write(`stand-in: ${String(error)}\n`)
      })
    })
  }

  #open(address: string): void {
    if (this.#openHandler({ url: address }).action !== 'deny') this.owner.openWindow(address)
  }

  async #decide(paused: PausedRequest): Promise<void> {
    const { requestId } = paused
    if (paused.resourceType === 'Document' && this.#refusesNavigation(paused)) {
      await this.#cdp('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
      return
    }
    const fulfilment = await answerCustomScheme(paused).catch(() => null)
    if (fulfilment === null) await this.#cdp('Fetch.failRequest', { requestId, errorReason: 'Failed' })
    else if (fulfilment) await this.#cdp('Fetch.fulfillRequest', { requestId, ...fulfilment })
    else await this.#cdp('Fetch.continueRequest', { requestId })
  }

  /** Asks the program about a navigation that the page began; the program's own `loadURL` needs no leave. */
  #refusesNavigation({ request, frameId }: PausedRequest): boolean {
    if (request.url === this.#expected) {
      this.#expected = undefined
      return false
    }
    const event = preventable({ url: fromChromium(request.url), isMainFrame: frameId === this.#targetId, isSameDocument: false })
    if (event.isMainFrame) this.emit('will-navigate', event, event.url)
    this.emit('will-frame-navigate', event)
    return event.defaultPrevented
  }

  async #fromPreload(message: IpcMessage, context: number): Promise<void> {
    // Only the main frame has a preload world, so the sender is always it.
    const event = { sender: this, senderFrame: { url: this.#url, parent: null }, processId: 1, frameId: 1, type: 'frame' }
    const args = decode(message.args) as unknown[]
    if (message.id === undefined) {
      ipcMain.emit(message.channel, event, ...args)
      return
    }
    try {
      const handler = ipcMain.handlers.get(message.channel)
      if (!handler) throw new Error(`No handler registered for '${message.channel}'`)
      await this.#toPreload({ id: message.id, value: encode(await handler(event, ...args)) }, context)
    } catch (error) {
      await this.#toPreload(
        { id: message.id, error: `Error invoking remote method '${message.channel}': ${String(error)}` },
        context,
      )
    }
  }

  async #toPreload(message: Parameters, contextId: number): Promise<void> {
    const expression = `standInReceive(${JSON.stringify(JSON.stringify(message))})`
    // The page may have gone while the answer was made.
    await this.#cdp('Runtime.evaluate', { expression, contextId }).catch(() => undefined)
  }
}
