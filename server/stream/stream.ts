import { setTimeout as sleep } from 'node:timers/promises'
import type { WebSocket } from 'ws'
import { STREAM_CLOSE } from '#shared/contract/stream.ts'
import type { Upgrades } from '../http/listen.ts'
import { startLoop } from '../jobs/loop.ts'
import { describeError } from '../logging/describeError.ts'
import type { Logger } from '../logging/logger.ts'
import type { Services } from '../services.ts'
import type { Sessions } from '../session/sessions.ts'
import { createCallFollower, removeOldCallNews } from './callFollower.ts'
import { createCatchUp } from './catchUp.ts'
import { createConnection, messageText, type Connection } from './connection.ts'
import { converse } from './conversation.ts'
import { createFollower } from './follower.ts'
import { createMembers } from './members.ts'
import { createMessageFollower } from './messageFollower.ts'
import { removeExpired } from './presence.ts'
import { sequenceEvents } from './sequencer.ts'
import { createUpgrades } from './upgrades.ts'
import { createWatching } from './watching.ts'

const SEQUENCE_EVERY_MS = 100
/** Commits within this time share one batch. */
const SEQUENCE_WOKEN_MS = 10
const FOLLOW_EVERY_MS = 200
const MESSAGES_EVERY_MS = 300
/** For calls that another server was told of; those of this server wake the loop. */
const CALLS_EVERY_MS = 100
const CHECK_EVERY_MS = 1_000
const PRESENCE_EVERY_MS = 1_000
const PRESENCE_WOKEN_MS = 50
const SWEEP_EVERY_MS = 10_000
const HEARTBEAT_MS = 30_000
/** A client has to say who he is within this time. */
const HELLO_PATIENCE_MS = 5_000
/** How long removing presence may hold up the end, in ms. */
const FAREWELL_PATIENCE_MS = 3_000
/** Connections that have not said who they are. */
const MOST_UNGREETED = 500
/** Somebody for whom nothing was is told how far the stream is after so many positions, so that he need not catch up on them. */
const READY_AFTER = 1_000

export interface StreamOptions {
  services: Services
  sessions: Sessions
  logger: Logger
  /** As in the configuration. */
  trustedProxies?: number
}

/** What `/metrics` says of the stream. */
export interface StreamFigures {
  sockets: number
  /** From the last event that was told here to its telling. */
  delaySeconds: number
  /** Since the stream last read the database. */
  silenceSeconds: number
}

export interface Stream {
  upgrades: Upgrades
  figures: () => StreamFigures
  /** Says farewell to everybody (1001), removes their presence and ends the work. */
  stop: () => Promise<void>
}

/** Starts the live stream of a server: gives positions to events, and tells the connections of this server. */
export function startStream({ services, sessions, logger, trustedProxies = 0 }: StreamOptions): Stream {
  const { database, clock } = services
  const connections = new Set<Connection>()
  const farewells = new Set<Promise<void>>()
  let stopping = false
  let lookedAt = performance.now()

  const members = createMembers(database, clock, connections)
  const watching = createWatching(services, members, () => presence.wake())
  const quietly = (work: Promise<void>): void => {
    const done: Promise<void> = work
      .catch((error: unknown) => logger.warn({ error: describeError(error) }, 'presence could not be removed; it expires'))
      .finally(() => farewells.delete(done))
    farewells.add(done)
  }
  const onGone = (connection: Connection, ticketId: number): void => quietly(watching.lose(connection, ticketId))
  const follower = createFollower({ services, connections, members, onGone })
  const catchUp = createCatchUp({ services, members, follower, onGone })

  const following = startLoop({ name: 'stream', logger, everyMs: FOLLOW_EVERY_MS }, () => follower.follow())
  const sequencing = startLoop({ name: 'sequencer', logger, everyMs: SEQUENCE_EVERY_MS, wokenMs: SEQUENCE_WOKEN_MS }, async () => {
    if ((await sequenceEvents(database)) > 0) following.wake()
    lookedAt = performance.now()
  })
  const messages = createMessageFollower(database, members)
  const messaging = startLoop({ name: 'messages', logger, everyMs: MESSAGES_EVERY_MS }, () => messages.follow())
  const calls = createCallFollower(services, members)
  const calling = startLoop({ name: 'calls', logger, everyMs: CALLS_EVERY_MS }, () => calls.follow())
  const checking = startLoop({ name: 'stream sessions', logger, everyMs: CHECK_EVERY_MS }, () => members.check())
  const presence = startLoop({ name: 'presence', logger, everyMs: PRESENCE_EVERY_MS, wokenMs: PRESENCE_WOKEN_MS }, () => watching.tell())
  const sweeping = startLoop({ name: 'presence sweep', logger, everyMs: SWEEP_EVERY_MS }, async () => {
    await removeExpired(database, clock.now())
    await removeOldCallNews(database, clock.now())
  })
  const listening = [services.committed.listen(() => sequencing.wake()), services.called.listen(() => calling.wake())]

  const heartbeats = setInterval(() => {
    for (const connection of connections) beat(connection)
  }, HEARTBEAT_MS)

  const onSocket = (socket: WebSocket): void => {
    const connection = createConnection(socket)
    const conversation = converse(connection, { sessions, watching, logger, catchUp })
    connections.add(connection)
    const impatient = setTimeout(() => { if (!connection.member) connection.close(STREAM_CLOSE.unauthenticated) }, HELLO_PATIENCE_MS)
    socket.on('message', (data, isBinary) => conversation.take(data, isBinary))
    socket.on('pong', () => { connection.answers = true })
    // What is wrong with a frame (too long, not UTF-8) closes the socket with its own code.
    socket.on('error', (error) => logger.debug({ connectionId: connection.id, error: describeError(error) }, 'a socket failed'))
    socket.on('close', (code) => {
      clearTimeout(impatient)
      connection.closed = true
      connection.live = false
      connections.delete(connection)
      quietly(conversation.ended().then(() => watching.leave(connection)))
      if (connection.member) logger.info({ connectionId: connection.id, userId: connection.member.userId, code: connection.closedWith ?? code }, 'stream closed')
    })
  }
  const hasRoom = (): boolean => !stopping && [...connections].filter(({ member }) => member === null).length < MOST_UNGREETED

  return {
    upgrades: createUpgrades({ trustedProxies, hasRoom, onSocket }),
    figures: () => ({ sockets: connections.size, delaySeconds: follower.delaySeconds(), silenceSeconds: (performance.now() - lookedAt) / 1000 }),
    async stop() {
      stopping = true
      for (const end of listening) end()
      clearInterval(heartbeats)
      const gone = [...connections].map((connection) => new Promise<void>((resolve) => connection.socket.once('close', () => resolve())))
      for (const connection of connections) connection.close(STREAM_CLOSE.goingAway)
      await Promise.all([gone, [following, sequencing, messaging, calling, checking, presence, sweeping].map((loop) => loop.stop())].flat())
      // Without a database they would take their time; what they would remove expires.
      await Promise.race([Promise.all(farewells), sleep(FAREWELL_PATIENCE_MS, undefined, { ref: false })])
    },
  }
}

/** Cuts off who has not answered the last ping, and tells who has heard nothing for long how far the stream is. */
function beat(connection: Connection): void {
  const { socket, cursor, toldPosition, live } = connection
  if (!connection.answers) return socket.terminate()
  connection.answers = false
  socket.ping()
  if (!live || cursor - toldPosition < READY_AFTER) return
  connection.toldPosition = cursor
  connection.send(messageText({ type: 'ready', lastId: String(cursor) }))
}
