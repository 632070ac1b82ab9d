import type { Page } from './page.ts'

/** Writing is to be on the disk within this, in ms (`desktop.md`). */
const ALLOWED = 1_000
const LETTERS = '客户来电反映导购少找零钱三百元要求商场核实并回电abc123'

/** What was typed into one form: its text after each keystroke, and when. */
interface Form {
  id: string
  strokes: { text: string; at: number }[]
}

/** What a start found of a form. */
export interface Found {
  /** The text is one that stood there once, or none was typed yet. */
  isWhole: boolean
  /** Keystrokes older than a second that are missing. */
  missing: number
  /** The age of the oldest keystroke that is missing, at the kill, in ms. */
  oldestMissing: number
  /** A save was acknowledged and a later text than that is not there. */
  acknowledgedMissing: boolean
}

/** Somebody who types into several forms without end, and remembers every key. */
export class Typist {
  readonly #forms: Form[]
  readonly #acknowledged = new Map<string, number>()
  strokes = 0

  constructor(forms: number) {
    this.#forms = Array.from({ length: forms }, () => ({ id: crypto.randomUUID(), strokes: [] }))
  }

  /** Types for a while. @param ms how long */
  async type(page: Page, ms: number): Promise<void> {
    const drafts = new Map(this.#forms.map(({ id }) => [id, page.drafts.ensure({ id, origin: 'blank' })]))
    const end = performance.now() + ms
    while (performance.now() < end) {
      const form = this.#forms[Math.floor(Math.random() * this.#forms.length)]
      const draft = form && drafts.get(form.id)
      if (!form || !draft) throw new Error('no form')
      // Sometimes a word is taken back, as people do, and long texts are cut so that a run does not only grow them.
      const longest = draft.fields.words.length > 400 ? draft.fields.words.slice(200) : draft.fields.words
      draft.fields.words = Math.random() < 0.05 ? longest.slice(0, -2) : longest + (LETTERS[Math.floor(Math.random() * LETTERS.length)] ?? '')
      form.strokes.push({ text: draft.fields.words, at: performance.now() })
      this.strokes += 1
      await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 60))
    }
  }

  /** What was acknowledged up to now: the page shows 已保存 with this time. */
  noteAcknowledged(page: Page): void {
    for (const { id } of this.#forms) {
      const savedAt = page.drafts.keeping.get(id)?.savedAt ?? null
      if (savedAt !== null) this.#acknowledged.set(id, savedAt)
    }
  }

  /** Compares what a start brought back with what was typed before the kill, and goes on from there. */
  check(page: Page, killedAt: number): Found[] {
    return this.#forms.filter(({ strokes }) => strokes.length > 0).map((form) => {
      const text = page.drafts.drafts.get(form.id)?.fields.words
      const at = form.strokes.findLastIndex((stroke) => stroke.text === text)
      const missing = form.strokes.slice(at + 1)
      const savedAt = page.drafts.keeping.get(form.id)?.savedAt
      const found: Found = {
        isWhole: at >= 0 || text === '',
        missing: missing.filter((stroke) => killedAt - stroke.at > ALLOWED).length,
        oldestMissing: missing.length > 0 ? killedAt - Math.min(...missing.map((stroke) => stroke.at)) : 0,
        acknowledgedMissing: (savedAt ?? 0) < (this.#acknowledged.get(form.id) ?? 0),
      }
      form.strokes = text === undefined ? [] : [{ text, at: performance.now() }]
      return found
    })
  }
}
