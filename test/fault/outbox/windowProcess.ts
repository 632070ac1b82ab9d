import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { between, type Random } from './random.ts'
import { noFigures, type Question, type WindowCommand, type WindowCommands, type WindowFigures, type WindowMessage, type WindowOptions } from './windowMessages.ts'

/** ms until a window has opened its store. */
const PATIENCE_MS = 30_000

/** The window died before it answered. */
export class WindowDied extends Error {}

/** A window of the desktop program, without Electron: a process with the real store and the real engine of the outbox. */
export interface WindowProcess {
  /** @throws WindowDied where it is killed meanwhile, Error with what it said where it fails */
  ask: <Name extends WindowCommand>(name: Name, input: WindowCommands[Name]['input']) => Promise<WindowCommands[Name]['output']>
  /** Asks again after each death until it is answered: a person who sits down again. */
  askUntilAnswered: <Name extends WindowCommand>(name: Name, input: WindowCommands[Name]['input']) => Promise<WindowCommands[Name]['output']>
  start: () => Promise<void>
  kill: () => Promise<void>
  /** Kills with SIGKILL after a random life within the limits, in ms, and starts again, until the signal; it runs in the end. */
  killAtRandom: (random: Random, life: { least: number; most: number }, signal: AbortSignal) => Promise<void>
  kills: () => number
  /** Of all its lives. */
  figures: () => WindowFigures
}

/** @param environment besides that of this process, such as another clock */
export function createWindowProcess(options: WindowOptions, environment: Readonly<Record<string, string>> = {}): WindowProcess {
  let child: ChildProcess | null = null
  let kills = 0
  let asked = 0
  let said = ''
  let running = Promise.withResolvers<void>()
  const figuresOfLives: WindowFigures[] = []
  const waiting = new Map<number, { answer: (output: unknown) => void; fail: (error: Error) => void }>()

  function hear(message: WindowMessage): void {
    if (message.kind === 'figures') figuresOfLives[figuresOfLives.length - 1] = message.figures
    if (message.kind !== 'answer' && message.kind !== 'failed') return
    const asker = waiting.get(message.number)
    waiting.delete(message.number)
    if (message.kind === 'answer') asker?.answer(message.output)
    else asker?.fail(new Error(message.error))
  }

  async function start(): Promise<void> {
    said = ''
    const started = fork(resolve(import.meta.dirname, 'window.ts'), [JSON.stringify(options)], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'advanced', execArgv: [], env: { ...process.env, ...environment },
    })
    figuresOfLives.push(noFigures)
    for (const stream of [started.stdout, started.stderr]) stream?.on('data', (chunk: Buffer) => { said = (said + chunk.toString()).slice(-20_000) })
    await new Promise<void>((ready, failed) => {
      const timer = setTimeout(() => {
        started.kill('SIGKILL')
        failed(new Error(`the window was not ready within ${PATIENCE_MS} ms:\n${said}`))
      }, PATIENCE_MS)
      started.on('message', (message: WindowMessage) => {
        if (message.kind === 'ready') {
          clearTimeout(timer)
          ready()
        } else hear(message)
      })
      started.once('exit', (code, signal) => {
        clearTimeout(timer)
        failed(new Error(`the window ended with ${code ?? signal}:\n${said}`))
        if (child === started) child = null
        for (const { fail } of waiting.values()) fail(signal === 'SIGKILL' ? new WindowDied() : new Error(`the window ended with ${code}:\n${said}`))
        waiting.clear()
      })
    })
    child = started
    running.resolve()
  }

  async function kill(): Promise<void> {
    if (!child) return
    const ended = once(child, 'exit')
    running = Promise.withResolvers<void>()
    child.kill('SIGKILL')
    await ended
  }

  const ask: WindowProcess['ask'] = (name, input) => new Promise((answer, fail) => {
    if (!child?.connected) {
      fail(new WindowDied())
      return
    }
    const number = ++asked
    waiting.set(number, { answer: (output) => answer(output as WindowCommands[typeof name]['output']), fail })
    child.send({ number, name, input } satisfies Question, (error) => {
      if (error) fail(new WindowDied())
    })
  })

  return {
    ask, start, kill,
    async askUntilAnswered(name, input) {
      for (;;) {
        try {
          await running.promise
          return await ask(name, input)
        } catch (error) {
          if (!(error instanceof WindowDied)) throw error
          await sleep(5)
        }
      }
    },
    async killAtRandom(random, { least, most }, signal) {
      while (!signal.aborted) {
        await sleep(between(random, least, most), undefined, { signal }).catch(() => undefined)
        if (signal.aborted) return
        await kill()
        kills++
        await start()
      }
    },
    kills: () => kills,
    figures: () => figuresOfLives.reduce((sum, life) => ({ signedIn: sum.signedIn + life.signedIn, renewed: sum.renewed + life.renewed })),
  }
}
