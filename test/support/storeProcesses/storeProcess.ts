/**
 * A process of its own on a store that others may have open too. First argument: what it does; second: folder of the stores.
 * It prints a line of JSON for each thing that was answered, so that its parent knows what must be there after a kill.
 */
import { writeSync } from 'node:fs'
import { entry, startStores, STORE_SERVER } from '../localStores.ts'

const [work, root = '', owner = ''] = process.argv.slice(2)
const bench = startStores({ root, now: Date.now() })
// Written before it goes on, so that a kill takes no line that was said.
const say = (line: unknown): void => void writeSync(1, `${JSON.stringify(line)}\n`)
const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : String(error))

await bench.stores.open(STORE_SERVER, '1')
const store = bench.stores.current()
say({ open: true })

/** Sends what is in the outbox, beside others who do the same, until all is delivered. Begins when it is told to. */
async function send(): Promise<void> {
  await new Promise((resolve) => process.stdin.once('data', resolve))
  process.stdin.destroy()
  for (;;) {
    bench.clock.now = Date.now()
    const item = store.claim({ owner, leaseMs: 60_000 })
    if (item) {
      say({ claimed: item.position, at: performance.timeOrigin + performance.now() })
      await new Promise((resolve) => setTimeout(resolve, 1))
      say({ settled: item.position, at: performance.timeOrigin + performance.now() })
      store.settle({ owner, id: item.id, outcome: { kind: 'delivered', no: '2609000001' } })
      await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * 4))
    } else if (store.outbox().every(({ state }) => state === 'delivered')) return
    else await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

/** Writes drafts and items until nothing more can be written. */
function fill(): void {
  for (let number = 1; number < 100_000; number += 1) {
    try {
      store.saveDraft({ kind: 'call', id: `${owner}-${number}`, json: JSON.stringify({ number, text: '客'.repeat(500) }) })
      say({ saved: number })
      store.addToOutbox({ entry: entry(number), draft: null })
      say({ added: number })
    } catch (error) {
      say({ failed: codeOf(error) })
      say({ stillThere: store.drafts('call').length })
      return
    }
  }
}

/** Saves again and again, for ever. */
async function type(): Promise<void> {
  for (let number = 1; ; number += 1) {
    store.saveDraft({ kind: 'call', id: owner, json: String(number) })
    say({ saved: number })
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

if (work === 'send') await send()
else if (work === 'fill') fill()
else if (work === 'type') await type()
else if (work === 'hold') {
  say({ claimed: store.claim({ owner, leaseMs: 120_000 })?.position ?? null })
  setInterval(() => undefined, 1_000)
}
