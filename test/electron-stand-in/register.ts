// Maps the module `electron` to the stand-in, for `import` and `require`, in the program and in its packages.
import { registerHooks } from 'node:module'

const standIn = new URL('./electron.ts', import.meta.url).href
const names = new Set(['electron', 'electron/main', 'electron/common'])

registerHooks({
  resolve(specifier, context, next) {
    return names.has(specifier) ? { url: standIn, format: 'module-typescript', shortCircuit: true } : next(specifier, context)
  },
})
