import type { Transaction } from 'sequelize'
import { operationBody } from '#shared/contract/operation.ts'
import { ticketCreateBody, ticketPatchBody } from '#shared/contract/ticket.ts'
import { runTransaction } from '../database/transaction.ts'
import type { Caller, CurrentUser } from '../caller.ts'
import { createTicket, type CreatedTicket } from '../commands/createTicket.ts'
import { operateTicket } from '../commands/operateTicket.ts'
import { patchTicket } from '../commands/patchTicket.ts'
import type { Unit } from '../commands/unit.ts'
import { ApiError } from '../errors.ts'
import type { Services } from '../services.ts'
import { answerSurveys } from './answerSurveys.ts'
import { fireUntil } from './fireUntil.ts'
import { accountKey } from './organisations.ts'
import type { PlannedCreation, PlannedOperation, PlannedPatch, PlannedStep, TicketPlan } from './stories/plan.ts'

/** Steps that share a transaction: each commit is flushed to the disk. */
const STEPS_PER_TRANSACTION = 20

interface Scheduled {
  plan: TicketPlan
  step: PlannedStep
  /** The version that the step sees: each step before it has raised it by one. */
  version: number
}

export interface PerformContext {
  services: Services
  users: ReadonlyMap<string, CurrentUser>
  customerIds: readonly number[]
  callIds: ReadonlyMap<string, number>
}

/** Call-center staff work in the desktop program, malls and lines in the browser. */
const sourceOf = (user: CurrentUser): Caller['source'] => (user.organisationKind === 'hq' ? 'desktop' : 'web')

/** All steps of all tickets in the order of time, so that numbers, ids and logs come in it too. */
const inOrderOfTime = (plans: readonly TicketPlan[]): Scheduled[] =>
  plans.flatMap((plan) => plan.steps.map((step, version) => ({ plan, step, version })))
    .sort((one, other) => one.step.at.getTime() - other.step.at.getTime() || one.plan.key - other.plan.key || one.version - other.version)

const SURVEYOR = accountKey('HQ', 'surveyor')

/** A command of an account at a moment of the past. */
function unitOf({ services, users }: PerformContext, transaction: Transaction, account: string, at: Date): Unit {
  const user = users.get(account)
  if (!user) throw new Error(`the demonstration has no account ${account}`)
  const caller: Caller = { user, source: sourceOf(user), requestId: 'demonstration', idempotency: null }
  return { services: { ...services, clock: { now: () => at } }, transaction, caller, now: at }
}

/** Carries out plans with the program's own commands, each under the clock and as the user that the plan names. */
export async function performPlans(context: PerformContext, plans: readonly TicketPlan[], onCreated: (count: number) => void): Promise<Map<number, string>> {
  const numbers = new Map<number, string>()
  const schedule = inOrderOfTime(plans)
  let lastTaskId = 0
  for (let from = 0; from < schedule.length; from += STEPS_PER_TRANSACTION) {
    const batch = schedule.slice(from, from + STEPS_PER_TRANSACTION)
    await fireUntil(context.services, batch[0]!.step.at)
    lastTaskId = await runTransaction(context.services.database, async (transaction) => {
      const answered = await answerSurveys(unitOf(context, transaction, SURVEYOR, batch[0]!.step.at), lastTaskId)
      for (const scheduled of batch) {
        const { step } = scheduled
        await perform(context, unitOf(context, transaction, step.by, step.at), scheduled, numbers).catch((error: unknown) => { throw refused(error, scheduled) })
      }
      return answered
    })
    onCreated(numbers.size)
  }
  return numbers
}

/** A refusal is a mistake in the story: it says of which. Other errors stay as they are, a conflict for the retry. */
const refused = (error: unknown, { plan, step, version }: Scheduled): unknown =>
  error instanceof ApiError
    ? new Error(`demonstration ticket ${plan.key}, step ${version} (${step.kind === 'operate' ? step.input.operation : step.kind}): ${JSON.stringify(error.extras)}`, { cause: error })
    : error

async function perform(context: PerformContext, unit: Unit, { plan, step, version }: Scheduled, numbers: Map<number, string>): Promise<void> {
  if (step.kind === 'create') {
    const { row } = await create(context, unit, plan, step, numbers)
    numbers.set(plan.key, row.no)
    return
  }
  const no = numbers.get(plan.key)
  if (no === undefined) throw new Error(`ticket ${plan.key} of the demonstration was not created before its ${step.kind}`)
  if (step.kind === 'patch') await patch(unit, no, step, version)
  else await operate(context, unit, no, step, version)
}

function create({ customerIds, callIds }: PerformContext, unit: Unit, { customer }: TicketPlan, step: PlannedCreation, numbers: ReadonlyMap<number, string>): Promise<CreatedTicket> {
  return createTicket(unit, ticketCreateBody.parse({
    ...step.input, customer: { id: String(customerIds[customer.key]), contractNo: step.contractNo },
    callId: callIdOf(callIds, step), followUpOf: step.followUpOf === null ? null : numbers.get(step.followUpOf),
  }))
}

const operate = ({ callIds }: PerformContext, unit: Unit, no: string, step: PlannedOperation, version: number): Promise<number> =>
  operateTicket(unit, no, () => operationBody.parse({ ...step.input, version, ...(step.call ? { callId: callIdOf(callIds, step) } : {}) }))

const patch = (unit: Unit, no: string, step: PlannedPatch, version: number): Promise<number> =>
  patchTicket(unit, no, () => ticketPatchBody.parse({ ...step.input, version }))

const callIdOf = (ids: ReadonlyMap<string, number>, { call }: PlannedCreation | PlannedOperation): string | null =>
  call ? String(ids.get(call.externalId)) : null
