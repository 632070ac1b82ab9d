import { pino, type DestinationStream, type Logger } from 'pino'

export type { Logger }

/** Structured logs, one JSON object a line. What goes in is chosen by who writes; there is no serialiser that prints whole objects. */
export const createLogger = (level: string, destination?: DestinationStream): Logger => {
  const options = { level, base: undefined, timestamp: () => `,"time":"${new Date().toISOString()}"` }
  return destination ? pino(options, destination) : pino(options)
}
