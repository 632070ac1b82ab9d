import { randomUUID } from 'node:crypto'
import { compareAnswer, compareLook, compareStored, compareTicket, type Differences } from './compare.ts'
import { inShanghai } from './modelCalendar.ts'
import { operate } from './modelDecision.ts'
import type { Body } from './modelInput.ts'
import { createModelTicket, type ModelTicket } from './modelTicket.ts'
import { ACCOUNTS, type Account } from './people.ts'
import type { Program, ProgramAnswer } from './program.ts'
import { askedBy } from './requests.ts'
import type { Story, Step } from './steps.ts'
import type { ModelRow } from './transitionTable.ts'

/** What has been done and how often, to say afterwards that the stories were worth telling. */
export interface Tally {
  stories: number
  steps: number
  answers: Record<string, number>
  /** Operations that were done. */
  done: Record<string, number>
}

export const emptyTally = (): Tally => ({ stories: 0, steps: 0, answers: {}, done: {} })

/** Model and program disagree; the message is the story as a table. */
export class Disagreement extends Error {}

interface Line { at: string; who: string; what: string; answer: string; state: string }

function asTable(lines: readonly Line[]): string {
  const head: Line = { at: 'Shanghai', who: 'who', what: 'asks for', answer: 'the model expects', state: 'state after it' }
  const columns = ['at', 'who', 'what', 'answer', 'state'] as const
  const widths = columns.map((column) => Math.max(...[head, ...lines].map((line) => line[column].length)))
  return [head, ...lines].map((line) => columns.map((column, index) => line[column].padEnd(widths[index]!)).join(' | ').trimEnd()).join('\n')
}

function worded({ operation, content: _content, ...rest }: Body): string {
  const details = Object.entries(rest).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  return [String(operation), ...(_content === undefined ? ['without content'] : []), ...details].join(' ')
}

const pendingWords = ({ state, version, pending }: ModelTicket): string => [`${state} v${version}`, ...Object.keys(pending).map((kind) => `${kind} pending`)].join(', ')

/** Tells one story to the model and to the program, and compares them after every step. */
class Telling {
  readonly lines: Line[] = []
  readonly table: readonly ModelRow[]
  readonly program: Program
  readonly tally: Tally
  readonly ticket: ModelTicket
  now: number
  no = ''

  constructor(table: readonly ModelRow[], program: Program, tally: Tally, story: Story) {
    this.table = table
    this.program = program
    this.tally = tally
    const { type, destination, assisted, beginsAt } = story
    this.ticket = createModelTicket({
      type, level: 'none', destination, assistants: assisted ? ['LINE-1'] : [], submit: story.submit && destination !== null, at: beginsAt,
    })
    this.now = beginsAt
  }

  require(found: Differences): void {
    if (found.length > 0) throw new Disagreement(`ticket ${this.no}\n${asTable(this.lines)}\n${found.map((difference) => `  ✗ ${difference}`).join('\n')}`)
  }

  note(who: string, what: string, answer: string): void {
    this.lines.push({ at: inShanghai(this.now), who, what, answer, state: pendingWords(this.ticket) })
  }

  async begin(story: Story, customerId: string): Promise<void> {
    const made = await this.program.create(story, customerId)
    const destination = story.destination === null ? 'nobody' : Object.values(story.destination).join()
    this.note('HQ/agent', `${this.ticket.state === 'unreplied' ? 'submit' : 'save'} ${story.type} for ${destination}${story.assisted ? ', LINE-1 assists' : ''}`, 'done')
    if (made.status !== 201) this.require([`creation: ${made.status} ${String(made.body['code'])}`])
    this.no = String(made.body['no'])
    this.require([...compareTicket(this.table, this.ticket, made.body, 'HQ/agent', this.now), ...compareStored(this.ticket, await this.program.stored(this.no))])
    await this.look(ACCOUNTS)
  }

  async look(accounts: readonly Account[]): Promise<void> {
    for (const account of accounts) this.require(compareLook(this.table, this.ticket, await this.program.look(this.no, account, this.now), account, this.now))
  }

  async step(step: Step): Promise<void> {
    const { at, who, body } = askedBy(this.table, this.ticket, step, this.now)
    const wasInForce = this.ticket.inForce
    const versionBefore = this.ticket.version
    this.now = at
    const expected = operate(this.table, this.ticket, who, body, at)
    this.note(who, worded(body), expected)
    const key = step.twice ? randomUUID() : undefined
    const answer = await this.program.operate(this.no, who, body, at, key)
    const found = compareAnswer(expected, answer)
    if (expected === 'done' && found.length === 0) found.push(...compareTicket(this.table, this.ticket, answer.body, who, at))
    if (expected === 'stale_version' && found.length === 0) found.push(...compareCurrent(answer, versionBefore))
    if (step.twice && found.length === 0) found.push(...compareReplay(answer, await this.program.operate(this.no, who, body, at, key)))
    if (found.length === 0) found.push(...compareStored(this.ticket, await this.program.stored(this.no)))
    this.require(found)
    await this.look(this.ticket.inForce === wasInForce ? [step.observer] : ACCOUNTS)
    this.tally.steps += 1
    this.tally.answers[expected] = (this.tally.answers[expected] ?? 0) + 1
    if (expected === 'done') this.tally.done[String(body['operation'])] = (this.tally.done[String(body['operation'])] ?? 0) + 1
  }
}

/** A stale version is answered with the ticket as it now is (rule 9). */
function compareCurrent({ body }: ProgramAnswer, version: number): Differences {
  const current = body['current'] as { version?: number } | undefined
  return current?.version === version ? [] : [`current.version: model ${version}, program ${current?.version}`]
}

/** The same key and body give the same answer; what was refused is refused again. */
function compareReplay(first: ProgramAnswer, second: ProgramAnswer): Differences {
  const done = first.status < 300
  if (second.status !== first.status || second.replayed !== done) return [`repeated: first ${first.status}, then ${second.status}${second.replayed ? ' replayed' : ''}`]
  return done && JSON.stringify(second.body) !== JSON.stringify(first.body) ? ['repeated: another body'] : []
}

/** @throws Disagreement */
export async function tellStory(table: readonly ModelRow[], program: Program, customerId: string, story: Story, tally: Tally): Promise<void> {
  const telling = new Telling(table, program, tally, story)
  await telling.begin(story, customerId)
  for (const step of story.steps) if (!step.skipped) await telling.step(step)
  tally.stories += 1
}
