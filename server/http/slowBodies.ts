import type { IncomingMessage } from 'node:http'

const allowed = new WeakSet<IncomingMessage>()

/** Lets a body take as long as the server allows at most: a file on a slow line. Who reads it watches that it goes on. */
export const allowSlowBody = (request: IncomingMessage): void => void allowed.add(request)

export const maybeSlow = (request: IncomingMessage): boolean => allowed.has(request)
