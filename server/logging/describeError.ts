/** An error as a log line may hold it. */
export interface DescribedError {
  name: string
  message?: string
  /** Of the database or the system, such as 1205 or ECONNREFUSED. */
  code?: string | number
  stack: string[]
  cause?: DescribedError
}

const FRAMES = 20

/** Messages of these quote SQL, values or bodies, which hold personal data. */
const QUOTES_DATA = /^(Sequelize|Zod|Syntax)/

/** What of an error goes into a log: never SQL, values or bodies. */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { name: typeof error, stack: [] }
  const { errno, code } = error as { errno?: unknown; code?: unknown }
  const parent = (error as { parent?: unknown }).parent ?? error.cause
  const number = typeof errno === 'number' ? errno : code
  const quotes = QUOTES_DATA.test(error.name) || 'sql' in error || 'sqlMessage' in error
  return {
    name: error.name,
    ...(quotes ? {} : { message: error.message }),
    ...(typeof number === 'number' || typeof number === 'string' ? { code: number } : {}),
    stack: (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, FRAMES).map((line) => line.trim()),
    ...(parent instanceof Error && parent !== error ? { cause: describeError(parent) } : {}),
  }
}
