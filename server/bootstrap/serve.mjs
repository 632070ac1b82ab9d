// `npm run serve`: the server alone; its structured logs go to standard output.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { supervise } from './supervise.mjs'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
process.exit(await supervise(root, { script: 'serve.mjs', demoByDefault: false, window: false, logToOutput: true }))
