import type { FeedbackChannel, HeadOfficeReason, SatisfactionScore, VisitType } from '#shared/domain/ticket/enumerations.ts'
import { replyDueAt, resolveDueAt } from '#shared/domain/sla/deadlines.ts'
import { dayOf } from '#shared/domain/sla/zonedTime.ts'
import { addWorkingDays } from '#shared/domain/sla/workingDays.ts'
import { LEVELS_OF_TYPE, type TicketLevel, type TicketType } from '#shared/domain/ticket/types.ts'
import type { DemoContract, DemoCustomer } from '../customers.ts'
import { CAUSES, REASONS, SALES_CHANNELS } from '../lists.ts'
import { plusHours, plusMs, type Hours, type Moments } from '../moments.ts'
import { accountKey, DEMO_ORGANISATIONS } from '../organisations.ts'
import type { Random } from '../random.ts'
import { answerText, evaluationText, replyText, resolveText, returnText, type AnswerKind } from '../texts/answers.ts'
import { problemFor, type Problem } from '../texts/problems.ts'
import type { OperationInput, PlannedCall, TicketPlan } from './plan.ts'

export interface StoryStart {
  type: TicketType
  customer: DemoCustomer
  /** When the ticket is created. */
  at: Date
  /** To the customer's mall, to head office, or to nobody yet. */
  destination?: 'mall' | 'none' | { reason: HeadOfficeReason; departmentCode: string }
  submit?: boolean
  assistants?: readonly string[]
  followUpOf?: number
  problem?: Problem
  contract?: DemoContract
}

export interface StoryContext {
  random: Random
  moments: Moments
  key: number
}

const AGENTS = ['agent', 'agent', 'agent2'] as const
const CALL_SHARE = 0.85
const ORIGINS: readonly FeedbackChannel[] = ['phone', 'phone', 'phone', 'phone', 'phone', 'phone', 'online', 'other']
const MINUTE = 60_000

/**
 * Tells the life of one ticket step by step and keeps in mind what the next step's time depends on: the deadlines come
 * from the same rules as the program's. Nothing is judged here; the commands do that when the plan is carried out.
 */
export class Story {
  readonly plan: TicketPlan
  /** The time of the last step. */
  at: Date
  type: TicketType
  /** Head office handles the ticket: a department is the dealer. */
  readonly headOffice: boolean
  submittedAt: Date | null = null
  /** The earliest deadline among open rounds. */
  roundDueAt: Date | null = null
  resolveDueAt: Date | null = null
  readonly random: Random
  readonly moments: Moments
  private readonly key: number
  private callCount = 1
  private readonly agent: string
  private readonly problem: Problem
  private readonly contract: DemoContract
  private dealer: string
  private department: string

  constructor({ random, moments, key }: StoryContext, start: StoryStart) {
    const { type, customer, destination = 'mall', submit = true } = start
    this.key = key
    this.random = random
    this.moments = moments
    this.type = type
    this.at = start.at
    this.contract = start.contract ?? random.pick(customer.contracts)
    this.problem = start.problem ?? problemFor(random, type, this.contract.category)
    this.agent = accountKey('HQ', random.pick(AGENTS))
    this.dealer = accountKey(customer.mallCode, 'mall')
    this.department = accountKey(departmentOf(customer.mallCode), 'dept')
    this.headOffice = typeof destination === 'object'
    if (typeof destination === 'object') this.dealer = this.department = accountKey(destination.departmentCode, 'dept')
    const channel = random.pick(ORIGINS)
    const call = channel === 'phone' && random.chance(CALL_SHARE) ? this.callBefore(start.at, customer) : null
    const [major, middle, minor] = random.pick(SALES_CHANNELS)
    this.plan = {
      key, customer, steps: [{
        kind: 'create', at: start.at, by: this.agent, contractNo: this.contract.number, followUpOf: start.followUpOf ?? null, call,
        input: {
          type, level: this.level(type), ...(typeof destination === 'object' ? { headOffice: destination } : destination === 'mall' ? { mallCode: customer.mallCode } : {}),
          product: { brand: this.contract.brand, category: this.contract.category }, salesChannel: { major, middle, minor },
          responsibleParty: random.chance(0.2) ? random.pick(['LINE-1', 'LINE-2']) : null, assistants: [...(start.assistants ?? [])],
          feedback: { content: this.problem.said(this.words), causeCode: this.problem.cause, channel, calledAt: (call?.ringingAt ?? start.at).toISOString() },
          submit,
        },
      }],
    }
    if (submit) this.startClocks()
  }

  /** A moment after the last step: between so many hours after it, in the working hours of who acts. */
  after(fromHours: number, toHours: number, hours: Hours = 'office'): Date {
    return this.drawn(plusHours(this.at, fromHours), plusHours(this.at, toHours), hours)
  }

  /** Between two instants; where both lie in the future, some time between the last step and the present. */
  private drawn(from: Date, to: Date, hours: Hours): Date {
    const { present } = this.moments
    return from < present ? this.moments.between(from, to, hours) : this.moments.between(this.at, present, hours)
  }

  /** A moment before a deadline, soon after the last step. */
  before(dueAt: Date, withinHours: number): Date {
    const latest = Math.min(plusMs(dueAt, -30 * MINUTE).getTime(), plusHours(this.at, withinHours).getTime())
    return this.drawn(plusMs(this.at, 10 * MINUTE), new Date(latest), 'office')
  }

  reply(at = this.inTime()): this {
    this.roundDueAt = null
    return this.dealerSays('reply', replyText(this.type, this.answer(at)), at)
  }

  /** An answer after the deadline of the open round. */
  replyLate(): this {
    const due = this.roundDueAt ?? this.at
    return this.reply(this.past(due, 30))
  }

  /** A moment at least an hour after a deadline. */
  past(dueAt: Date | null, withinHours: number, hours: Hours = 'office'): Date {
    return this.drawn(plusHours(dueAt ?? this.at, 1), plusHours(dueAt ?? this.at, withinHours), hours)
  }

  resolve(at = this.toResolve()): this {
    this.roundDueAt = null
    return this.dealerSays('resolve', resolveText(this.type, this.answer(at)), at)
  }

  /** 完结: of a complaint by a mall only a request. */
  close(at = this.after(0.5, 40), by: 'dealer' | 'department' = 'dealer'): this {
    this.roundDueAt = null
    return this.operate(at, by === 'dealer' ? this.dealer : this.department, { operation: 'close', content: answerText('close', this.answer(at)), ...this.cause() })
  }

  feedback(at = this.after(5, 40, 'hotline')): this {
    const call = this.random.chance(CALL_SHARE) ? this.callBefore(at, this.plan.customer) : null
    this.operate(at, this.agent, {
      operation: 'feedback', content: this.problem.again(this.words), channel: call ? 'phone' : 'other', calledAt: (call?.ringingAt ?? at).toISOString(), causeCode: this.problem.cause,
    }, call)
    return this.openRound(this.submittedAt !== null)
  }

  /** A step of the call center that needs words alone; 售服升级投诉 draws a level too. */
  says(operation: 'reprocess' | 'cancel' | 'escalate', at: Date): this {
    this.operate(at, this.agent, { operation, content: answerText(operation, this.answer(at)), ...(operation === 'escalate' ? { level: this.level('complaint') } : {}) })
    if (operation === 'escalate') this.type = 'complaint'
    return this.openRound(operation === 'reprocess')
  }

  assist(line: string, at = this.after(1, 20)): this {
    return this.operate(at, accountKey(line, 'line'), { operation: 'assist_reply', content: answerText('assist', this.answer(at)) })
  }

  /** The department names a line to assist after the submission. */
  nameAssistant(line: string, at = this.after(0.2, 6)): this {
    this.at = at
    this.plan.steps.push({ kind: 'patch', at, by: this.department, input: { assistants: [line] } })
    return this
  }

  requestReturn(at = this.inTime()): this {
    const reasonCode = this.random.pick(Object.keys(REASONS.return))
    this.roundDueAt = null
    return this.operate(at, this.dealer, { operation: 'return', reasonCode, content: returnText(reasonCode, this.random) })
  }

  requestVisit(visitType: VisitType, requestedAt: Date, at = this.after(0.2, 20)): this {
    const kind: AnswerKind = visitType === 'extend' ? 'visitLater' : 'visitEarlier'
    return this.operate(at, this.dealer, { operation: 'request_visit', visitType, requestedAt: requestedAt.toISOString(), content: answerText(kind, this.answer(at)) })
  }

  /** The approver decides; a refused return or closure hands the ticket back. */
  decide(operation: 'approve_return' | 'reject_return' | 'approve_closure' | 'reject_closure' | 'approve_visit' | 'reject_visit', at = this.after(0.5, 30), by: 'approver' | 'department' = 'approver'): this {
    const text: AnswerKind = operation === 'reject_closure' ? 'rejectClosure' : operation === 'reject_return' ? 'rejectReturn' : operation === 'reject_visit' ? 'rejectVisit' : 'approve'
    this.operate(at, by === 'approver' ? accountKey('HQ', 'approver') : this.department, { operation, content: answerText(text, this.answer(at)) })
    return this.openRound(operation === 'reject_closure' || operation === 'reject_return')
  }

  sendBack(at = this.after(2, 30)): this {
    this.operate(at, this.department, { operation: 'send_back', reasonCode: this.random.pick(Object.keys(REASONS.send_back)), content: answerText('sendBack', this.answer(at)) })
    return this.openRound(true)
  }

  /** 提交 again after a return, to another mall. */
  submitTo(mallCode: string, at = this.after(0.2, 8, 'hotline')): this {
    this.operate(at, this.agent, { operation: 'submit', mallCode })
    this.dealer = accountKey(mallCode, 'mall')
    this.department = accountKey(departmentOf(mallCode), 'dept')
    this.startClocks()
    return this
  }

  evaluate(processed: boolean, at = this.after(16, 60, 'hotline')): this {
    const mood = this.random.chance(0.72) ? 'good' : this.random.chance(0.5) ? 'fair' : 'bad'
    const score: SatisfactionScore = mood === 'good' ? this.random.pick(['very_satisfied', 'satisfied']) : mood === 'fair' ? 'neutral' : this.random.pick(['dissatisfied', 'dissatisfied', 'very_dissatisfied'])
    const given = processed ? { score, reason: evaluationText(mood, this.random) } : { reason: '客户说还没有处理好，请商场尽快联系。' }
    return this.operate(at, accountKey('HQ', 'surveyor'), { operation: 'evaluate', processed, ...given })
  }

  /** Another mall in business, for a ticket that came to the wrong one. */
  otherMall(): string {
    return this.random.pick(ACTIVE_MALLS.filter((code) => code !== this.plan.customer.mallCode))
  }

  private dealerSays(operation: 'reply' | 'resolve', content: string, at: Date): this {
    return this.operate(at, this.dealer, { operation, content, ...(operation === 'resolve' ? this.cause() : {}) })
  }

  private operate(at: Date, by: string, input: OperationInput, call: PlannedCall | null = null): this {
    this.at = at
    this.plan.steps.push({ kind: 'operate', at, by, input, call })
    return this
  }

  private startClocks(): void {
    this.submittedAt = this.at
    this.resolveDueAt = resolveDueAt(this.at, this.moments.calendar)
    this.roundDueAt = null
    this.openRound(true)
  }

  private openRound(opens: boolean): this {
    if (opens) this.roundDueAt ??= replyDueAt(this.at, this.moments.calendar)
    return this
  }

  private inTime(): Date {
    return this.before(this.roundDueAt ?? plusHours(this.at, 24), 30)
  }

  private toResolve(): Date {
    return this.before(this.resolveDueAt && this.resolveDueAt > this.at ? this.resolveDueAt : plusHours(this.at, 48), 72)
  }

  private level(type: TicketType): TicketLevel {
    const levels: readonly TicketLevel[] = LEVELS_OF_TYPE[type]
    return this.random.chance(0.35) ? 'none' : this.random.pick(levels)
  }

  private cause(): { causeCode?: string } {
    return this.random.chance(0.3) ? { causeCode: this.random.pick(Object.keys(CAUSES)) } : {}
  }

  private get words() {
    return { category: this.contract.category, mall: '商场', random: this.random }
  }

  private answer(at: Date) {
    const [, month, day] = dayOf(addWorkingDays(at, this.random.whole(1, 3), this.moments.calendar), this.moments.calendar.timeZone).split('-')
    return { random: this.random, category: this.contract.category, cause: this.problem.cause, day: `${Number(month)} 月 ${Number(day)} 日` }
  }

  private callBefore(at: Date, customer: DemoCustomer): PlannedCall {
    const ringingAt = plusMs(at, -this.random.whole(90, 460) * 1000)
    const answeredAt = plusMs(ringingAt, this.random.whole(3, 18) * 1000)
    const endedAt = new Date(Math.min(plusMs(at, this.random.whole(-20, 90) * 1000).getTime(), this.moments.present.getTime()))
    return {
      externalId: `demo-${this.key}-${this.callCount++}`, phone: this.random.pick(customer.phones), agentAccount: this.agent.split('/')[1] ?? '', customer, ringingAt, answeredAt, endedAt,
    }
  }
}

const ACTIVE_MALLS = DEMO_ORGANISATIONS.filter(({ kind, status }) => kind === 'mall' && status === undefined).map(({ code }) => code)
const departmentOf = (mallCode: string): string => DEMO_ORGANISATIONS.find(({ code }) => code === mallCode)?.departmentCode ?? 'DEPT-E'
