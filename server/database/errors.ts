/** What MySQL and MariaDB report, by number; never by text. */
const errnoOf = (error: unknown): number | undefined => {
  const at = error as { errno?: unknown; parent?: unknown; original?: unknown } | null
  if (typeof at !== 'object' || at === null) return undefined
  if (typeof at.errno === 'number') return at.errno
  return errnoOf(at.parent ?? at.original)
}
const codeOf = (error: unknown): string | undefined => {
  const at = error as { code?: unknown; parent?: unknown; original?: unknown } | null
  if (typeof at !== 'object' || at === null) return undefined
  if (typeof at.code === 'string') return at.code
  return codeOf(at.parent ?? at.original)
}

const DUPLICATE = 1062
/** A table, column, key, row or foreign key that exists already; a key or column to drop that does not. */
const ALREADY_DONE = [1050, 1060, 1061, DUPLICATE, 1826, 1091]
const UNKNOWN_VARIABLE = 1193
/** A statement that took longer than it was given: MariaDB, MySQL. */
const TIMED_OUT = [1969, 3024]
/** Deadlock or certification failure of a cluster, lock wait timeout. */
const CONFLICTS = [1213, 1205]
const OUTSIDE_CLUSTER = 1047
/** Server shutting down, too many connections, killed query, read-only, a cluster node without quorum. */
const UNAVAILABLE = [1053, 1040, 1317, 1290, 1836, OUTSIDE_CLUSTER, 1927, 1203, 1226]
const UNAVAILABLE_CODES = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'PROTOCOL_CONNECTION_LOST', 'ENOTFOUND', 'EHOSTUNREACH', 'PROTOCOL_SEQUENCE_TIMEOUT']

export const isDuplicate = (error: unknown): boolean => errnoOf(error) === DUPLICATE
/** What a statement says of a schema that it has changed before. */
export const isAlreadyDone = (error: unknown): boolean => ALREADY_DONE.includes(errnoOf(error) ?? 0)
export const isUnknownVariable = (error: unknown): boolean => errnoOf(error) === UNKNOWN_VARIABLE
export const isTimedOut = (error: unknown): boolean => TIMED_OUT.includes(errnoOf(error) ?? 0)
/** The whole transaction may be tried again. */
export const isConflict = (error: unknown): boolean => CONFLICTS.includes(errnoOf(error) ?? 0)
/** A node of a cluster that does not belong to its majority. */
export const isOutsideCluster = (error: unknown): boolean => errnoOf(error) === OUTSIDE_CLUSTER
/** The database is away for now. */
export const isUnavailable = (error: unknown): boolean =>
  UNAVAILABLE.includes(errnoOf(error) ?? 0) || UNAVAILABLE_CODES.includes(codeOf(error) ?? '') || (error as { name?: string } | null)?.name === 'SequelizeConnectionAcquireTimeoutError'

/** The connection is gone: the driver marks what it says of one that it has closed, and gives it no number. */
export const isConnectionLost = (error: unknown): boolean => {
  const at = error as { fatal?: unknown; parent?: unknown; original?: unknown } | null
  return typeof at === 'object' && at !== null && (at.fatal === true || isConnectionLost(at.parent ?? at.original))
}

/** What passes by itself: the database is away, or others held the rows. It says nothing against what was being written. */
export const isPassing = (error: unknown): boolean => isConflict(error) || isUnavailable(error) || isConnectionLost(error)
