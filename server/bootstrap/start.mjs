// `npm start`: installs what is missing, starts a database of its own, builds, serves and opens the desktop program.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { supervise } from './supervise.mjs'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
process.exit(await supervise(root, { script: 'start.mjs', demoByDefault: true, window: true, logToOutput: false }))
