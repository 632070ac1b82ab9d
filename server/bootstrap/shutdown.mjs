import { inspectProcess } from './processIdentity.mjs'

/** How often the death of what started us is looked for, in ms. */
const PARENT_INTERVAL = 250

/**
 * Turns the ways in which a person ends the program into one signal: Ctrl-C, SIGTERM, a closed terminal, and the death of
 * the `npm` that started us (killed, it can pass no signal on).
 * @returns {AbortSignal}
 */
export function watchForStop() {
  const controller = new AbortController()
  const stop = () => controller.abort()
  // npm passes on a Ctrl-C that the terminal has already sent us: further ones change nothing.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  if (process.env.npm_lifecycle_event) {
    const lineage = readLineage()
    setInterval(() => readLineage() !== lineage && stop(), PARENT_INTERVAL).unref()
  }
  return controller.signal
}

/** Our parent and, where npm has put a shell between itself and us, that shell's parent. */
function readLineage() {
  const parent = inspectProcess(process.ppid)
  return parent?.commandLine.startsWith('sh -c ') ? `${process.ppid} ${parent.parent}` : String(process.ppid)
}
