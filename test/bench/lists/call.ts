import { Agent, request } from 'node:http'
import type { Person } from './people.ts'

/** A request of the program. */
export interface Call {
  method: 'GET' | 'POST'
  /** Below `/api/v1`, or below another prefix. */
  path: string
  prefix?: string
  body?: unknown
  headers?: Readonly<Record<string, string>>
  /** Who asks. */
  person: Pick<Person, 'token'>
}

export interface Answer {
  status: number
  /** ms from sending to the last byte. */
  ms: number
  text: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** Sends one request over a connection that stays open; the answer is not parsed. */
export function send(url: string, { method, path, prefix = '/api/v1', body, headers = {}, person }: Call): Promise<Answer> {
  const begun = performance.now()
  const sent = body === undefined ? undefined : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const sending = request(`${url}${prefix}${path}`, {
      method, agent, headers: { ...headers, Authorization: `Bearer ${person.token}`, ...(sent === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(sent) }) },
    }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, ms: performance.now() - begun, text: Buffer.concat(chunks).toString('utf8') }))
      response.on('error', reject)
    })
    sending.on('error', reject)
    sending.end(sent)
  })
}

/** Sends and parses. @throws Error unless it succeeded */
export async function ask<Body>(url: string, call: Call): Promise<Body> {
  const { status, text } = await send(url, call)
  if (status >= 300) throw new Error(`${call.method} ${call.path}: ${status} ${text.slice(0, 500)}`)
  return JSON.parse(text) as Body
}
