import type { RawData } from 'ws'
import { clientMessage, STREAM_CLOSE, type ClientMessage } from '#shared/contract/stream.ts'
import { can } from '#shared/domain/permissions.ts'
import { isConflict, isUnavailable } from '../database/errors.ts'
import { describeError } from '../logging/describeError.ts'
import type { Logger } from '../logging/logger.ts'
import type { Sessions } from '../session/sessions.ts'
import { memberOf, messageText, SERVER_CLOSE, type Connection } from './connection.ts'
import type { Watching } from './watching.ts'

/** What a page may have said without our having dealt with it. A page that comes back watches its tickets all at once. */
const MOST_WAITING = 256

export interface Conversation {
  sessions: Sessions
  watching: Watching
  logger: Logger
  catchUp: (connection: Connection, lastId: string | null) => Promise<void>
}

function read(data: RawData, isBinary: boolean): ClientMessage | null {
  if (isBinary) return null
  try {
    const parsed = clientMessage.safeParse(JSON.parse((data as Buffer).toString('utf8')))
    return parsed.success ? parsed.data : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/**
 * Answers what one page says, one message after the other. The first has to be `hello`.
 * @returns takes a message; `ended` waits until all that were taken are dealt with
 */
export function converse(connection: Connection, { sessions, watching, logger, catchUp }: Conversation) {
  let greeted = false
  let waiting = 0
  let last: Promise<void> = Promise.resolve()

  const failed = (error: unknown): void => {
    if (connection.closed) return
    const away = isUnavailable(error) || isConflict(error)
    if (!away) logger.error({ connectionId: connection.id, error: describeError(error) }, 'a stream failed')
    connection.close(away ? SERVER_CLOSE.tryAgain : SERVER_CLOSE.failed)
  }
  const greet = async (token: string, lastId: string | null): Promise<void> => {
    const signedIn = await sessions.authenticate(token)
    if (!signedIn) return connection.close(STREAM_CLOSE.unauthenticated)
    if (!can(signedIn.user, 'tickets.read')) return connection.close(STREAM_CLOSE.forbidden)
    connection.member = memberOf(signedIn)
    logger.info({ connectionId: connection.id, userId: signedIn.user.id }, 'stream opened')
    // What a page says while it catches up is answered meanwhile.
    catchUp(connection, lastId).catch(failed)
  }
  /** A renewed token, or one of a newer session of the same user. */
  const renew = async (token: string): Promise<void> => {
    const { member } = connection
    const signedIn = await sessions.authenticate(token)
    if (!member || signedIn?.user.id !== member.userId) return connection.close(STREAM_CLOSE.unauthenticated)
    if (signedIn.family === member.family && signedIn.expiresAt <= member.expiresAt) return
    if (signedIn.family !== member.family) member.confirmedAt = Number.NEGATIVE_INFINITY
    member.family = signedIn.family
    member.expiresAt = signedIn.expiresAt
  }
  const answer = async (message: ClientMessage): Promise<void> => {
    if (connection.closed) return
    switch (message.type) {
      case 'hello': return greet(message.token, message.lastId)
      case 'token': return renew(message.token)
      case 'watch': return watching.watch(connection, message.ticketNo, message.typing)
      case 'unwatch': return watching.unwatch(connection, message.ticketNo)
      case 'ping': return connection.send(messageText({ type: 'pong' }))
    }
  }

  return {
    take(data: RawData, isBinary: boolean): void {
      if (connection.closed) return
      const message = read(data, isBinary)
      if (!message || (message.type === 'hello') === greeted || waiting >= MOST_WAITING) return connection.close(STREAM_CLOSE.badMessage)
      greeted = true
      waiting++
      last = last.then(() => answer(message)).catch(failed).finally(() => { waiting-- })
    },
    ended: (): Promise<void> => last,
  }
}
