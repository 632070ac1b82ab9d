import { z } from './zod.ts'
import { ORGANISATION_KINDS, ROLES } from '../domain/organisation/roles.ts'
import { ACTIONS } from '../domain/permissions.ts'
import { TICKET_TYPES } from '../domain/ticket/types.ts'
import { id, instant, organisationCode, text } from './common.ts'

export const user = z.object({
  id,
  account: z.string(),
  name: z.string(),
  organisation: z.object({ code: organisationCode, name: z.string(), kind: z.enum(ORGANISATION_KINDS) }),
  roles: z.array(z.enum(ROLES)),
  /** Ticket types the user's operations are limited to; null means all. */
  ticketTypes: z.array(z.enum(TICKET_TYPES)).nullable(),
  permissions: z.array(z.enum(ACTIONS)),
})
export type User = z.infer<typeof user>

export const signInBody = z.strictObject({ orgCode: text(32), account: text(64), password: z.string().min(1).max(256) })
export const refreshBody = z.strictObject({ refreshToken: z.string().min(1).max(512) })
export const session = z.object({ accessToken: z.string(), refreshToken: z.string(), expiresAt: instant, user })
export type Session = z.infer<typeof session>

/** What a program may know of the server before anybody signs in. */
export const serverInfo = z.object({ version: z.string(), demo: z.boolean(), timeZone: z.string(), now: instant })
export type ServerInfo = z.infer<typeof serverInfo>
