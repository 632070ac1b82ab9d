import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { callEventBody, type CallEvent } from '#shared/contract/call.ts'
import { SIGNATURE_HEADER, sign, TIMESTAMP_HEADER } from '../signature.ts'

/** A line of a file of calls: an event without its moment, and when it comes. */
const line = z.strictObject({
  /** ms from the beginning. */
  afterMs: z.int().min(0).max(24 * 60 * 60_000),
  ...callEventBody.omit({ at: true }).shape,
})
export type CallLine = z.infer<typeof line>

/** The file is none of calls; the message says where. */
export class CallFileError extends Error {}

/**
 * Reads a file of calls, one JSON object a line; empty lines and those that begin with `#` are passed over.
 * @returns in the order of their moments
 * @throws CallFileError
 */
export function readCallFile(text: string): CallLine[] {
  const lines = text.split('\n').flatMap((written, index) => {
    if (/^\s*(#|$)/.test(written)) return []
    let json: unknown
    try {
      json = JSON.parse(written)
    } catch {
      throw new CallFileError(`Line ${index + 1} is no JSON`)
    }
    const read = line.safeParse(json)
    if (!read.success) throw new CallFileError(`Line ${index + 1}: ${read.error.issues.map((issue) => `${issue.path.join('.') || 'line'}: ${issue.message}`).join('; ')}`)
    return [read.data]
  })
  return lines.toSorted((one, other) => one.afterMs - other.afterMs)
}

export interface Simulation {
  /** Of the Gongdan server. */
  server: string
  secret: string
  /** Set before each call's id, so that a file can be played again. */
  run: string
  /** 2: twice as fast. */
  speed: number
  say: (text: string) => void
}

/** @returns the status of the answer; 0 where there was none */
async function post({ server, secret }: Simulation, event: CallEvent): Promise<{ status: number; text: string }> {
  const bytes = Buffer.from(JSON.stringify(event))
  const timestamp = String(Math.floor(Date.now() / 1000))
  try {
    const answer = await fetch(`${server.replace(/\/+$/, '')}/api/v1/calls`, {
      method: 'POST', body: bytes, redirect: 'error', signal: AbortSignal.timeout(10_000),
      headers: { 'Content-Type': 'application/json', [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: `sha256=${sign(secret, timestamp, bytes)}` },
    })
    return { status: answer.status, text: await answer.text() }
  } catch (error) {
    return { status: 0, text: error instanceof Error ? `${error.message}${error.cause instanceof Error ? `: ${error.cause.message}` : ''}` : String(error) }
  }
}

/**
 * Plays events with their distances, each with the present moment and signed, as a telephone system would.
 * @returns how many the server took
 */
export async function playCalls(lines: readonly CallLine[], simulation: Simulation): Promise<number> {
  const { run, speed, say } = simulation
  const begun = performance.now()
  let taken = 0
  await Promise.all(lines.map(async ({ afterMs, ...event }) => {
    await sleep(Math.max(0, afterMs / speed - (performance.now() - begun)))
    const sentAt = performance.now()
    const { status, text } = await post(simulation, { ...event, externalId: `${run}${event.externalId}`, at: new Date().toISOString() })
    if (status === 201) taken += 1
    say(`${((sentAt - begun) / 1000).toFixed(2).padStart(7)} s  ${event.event.padEnd(8)} ${event.externalId.padEnd(12)} ${event.phone} -> ${event.agentAccount}  ${status || 'no answer'} ${(performance.now() - sentAt).toFixed(0)} ms${status === 201 ? '' : ` ${text}`}`)
  }))
  return taken
}
