import type { z } from 'zod'
import { invalid } from '../errors.ts'

/** Where a page ended, as the caller carries it to the next one. */
export const encodeCursor = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url')

/** @throws ApiError `validation_failed` for a cursor that is none */
export function decodeCursor<Place>(schema: z.ZodType<Place>, cursor: string): Place {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    throw invalid({ cursor: ['invalid_value'] })
  }
}
