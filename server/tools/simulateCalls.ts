// `npm run simulate-calls -- --file FILE [--server URL] [--secret SECRET] [--speed 1] [--run ID]`: plays a file of events
// as a telephone system. Without --secret: GONGDAN_CALL_SECRET, or what GONGDAN_SECRET or the data folder's secret gives.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { describeFailure } from '../bootstrap/failure.mjs'
import { callSecretOf } from '../config.ts'
import { CallFileError, playCalls, readCallFile } from './callSimulation.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const fail = (text: string): number => {
  process.stderr.write(`${text}\n`)
  return 2
}

function secretOf(env: Record<string, string | undefined>): string | null {
  const given = env['GONGDAN_CALL_SECRET']?.trim()
  if (given) return given
  const path = join(resolve(root, env['GONGDAN_DATA_DIR']?.trim() || 'data'), 'secret')
  const secret = env['GONGDAN_SECRET']?.trim() || (existsSync(path) ? readFileSync(path, 'utf8').trim() : '')
  return secret === '' ? null : callSecretOf(secret)
}

/** @returns the exit code: 0 where the server took every event, 1 where not, 2 where nothing could be played */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: {
    file: { type: 'string' }, server: { type: 'string', default: `http://127.0.0.1:${process.env['GONGDAN_PORT']?.trim() || '8080'}` },
    secret: { type: 'string' }, speed: { type: 'string', default: '1' }, run: { type: 'string', default: `${Date.now().toString(36)}-` },
  } })
  const { file, server, speed, run } = values
  if (file === undefined) return fail('Say which file: npm run simulate-calls -- --file test/fixtures/calls.jsonl')
  if (!existsSync(file)) return fail(`There is no file ${file}`)
  if (!/^https?:\/\//.test(server) || !URL.canParse(server)) return fail('--server is an address such as http://127.0.0.1:8080')
  if (!(Number(speed) > 0)) return fail('--speed is a number above 0')
  const secret = values.secret ?? secretOf(process.env)
  if (secret === null) return fail('Say the secret of the telephone system: --secret, GONGDAN_CALL_SECRET, GONGDAN_SECRET, or GONGDAN_DATA_DIR of a demonstration')
  const lines = readCallFile(readFileSync(file, 'utf8'))
  const taken = await playCalls(lines, { server, secret, run, speed: Number(speed), say: (text) => void process.stdout.write(`${text}\n`) })
  process.stdout.write(`${taken} of ${lines.length} events taken by ${server}\n`)
  return taken === lines.length ? 0 : 1
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => process.exit(fail(error instanceof CallFileError || error instanceof TypeError ? error.message : describeFailure(error))),
)
