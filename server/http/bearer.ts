import type { RequestContext } from './state.ts'

/** The token of an `Authorization: Bearer` header, or null. */
export const bearerToken = (context: RequestContext): string | null => /^Bearer +([\w.~+/-]+=*)$/i.exec(context.get('Authorization'))?.[1] ?? null
