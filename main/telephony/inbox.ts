/** What arrives for the page, kept until the page says that it listens. Nothing is lost over a start or a reload. */
export class Inbox<Item> {
  readonly #deliver: (item: Item) => void
  readonly #limit: number
  #waiting: Item[] = []
  #listening = false

  /**
   * @param deliver gives one item to a page that listens
   * @param limit how many wait at most; of more, the oldest give way
   */
  constructor(deliver: (item: Item) => void, limit = 50) {
    this.#deliver = deliver
    this.#limit = limit
  }

  add(item: Item): void {
    if (this.#listening) {
      this.#deliver(item)
      return
    }
    this.#waiting.push(item)
    if (this.#waiting.length > this.#limit) this.#waiting.shift()
  }

  /** Hands over what waited; the page listens from now on. */
  take(): Item[] {
    this.#listening = true
    return this.#waiting.splice(0)
  }

  /** The page has gone (reload, crash): what comes now waits for the next one. */
  pause(): void {
    this.#listening = false
  }
}
