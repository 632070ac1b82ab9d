// One part of `npm run bench` in a process of its own: `bench.ts` starts it, and it sends back what it found.
import { resolve } from 'node:path'
import type { PartModule, PartOptions } from './report/parts.ts'

const [module = '', options = '{}'] = process.argv.slice(2)
const { run } = await import(resolve(import.meta.dirname, 'parts', `${module}.ts`)) as PartModule
const findings = await run(JSON.parse(options) as PartOptions)
await new Promise<void>((sent) => { process.send?.({ findings }, () => sent()) })
process.exit(0)
