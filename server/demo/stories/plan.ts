import type { z } from 'zod'
import type { ticketCreateBody, ticketPatchBody } from '#shared/contract/ticket.ts'
import type { OperationBody } from '#shared/contract/operation.ts'
import type { DemoCustomer } from '../customers.ts'

/** A call that somebody took, on which a ticket or a feedback was written. */
export interface PlannedCall {
  externalId: string
  phone: string
  agentAccount: string
  customer: DemoCustomer
  ringingAt: Date
  answeredAt: Date
  endedAt: Date
}

export type OperationInput = Omit<OperationBody, 'version' | 'callId'>
export type CreateInput = Omit<z.input<typeof ticketCreateBody>, 'customer' | 'callId' | 'followUpOf'>
export type PatchInput = Omit<z.input<typeof ticketPatchBody>, 'version'>

interface Planned {
  at: Date
  /** An account as `accountKey` names it. */
  by: string
}
export interface PlannedCreation extends Planned {
  kind: 'create'
  input: CreateInput
  contractNo: string | null
  /** The key of the closed ticket that this one follows. */
  followUpOf: number | null
  call: PlannedCall | null
}
export interface PlannedOperation extends Planned {
  kind: 'operate'
  input: OperationInput
  call: PlannedCall | null
}
export interface PlannedPatch extends Planned {
  kind: 'patch'
  input: PatchInput
}
export type PlannedStep = PlannedCreation | PlannedOperation | PlannedPatch

/** The whole life of a ticket up to the present; its first step creates it, and each step raises the version by one. */
export interface TicketPlan {
  key: number
  customer: DemoCustomer
  steps: PlannedStep[]
}
