import { findRow } from '#server/database/database.ts'
import { ticketInput } from '#test/support/tickets.ts'
import { instantOf, type Step, type Story } from './story.ts'
import type { DrivenWorld } from './world.ts'

/** A story whose ticket there is. */
export interface Lived {
  story: Story
  no: string
  ticketId: number
}

/** When something that was due has to be fired by the server's clock, and whether it has to be marked late. */
export interface Arrival {
  from: Date
  to: Date
  late: boolean
}

/**
 * Lets the time pass in which things fall due and nobody does anything.
 * @param due instants in their order, one for each thing
 * @param already how many things were due before: so many events of time there must be
 * @returns the arrival of each
 */
export type Pass = (due: readonly Date[], already: number) => Promise<Arrival[]>

type Happening = { at: Date; due: Date } | { at: Date; story: Story; step: Step | null }

/** Creations, what people do and what falls due, of all stories together. */
function happeningsOf(stories: readonly Story[]): Happening[] {
  const all = stories.flatMap((story): Happening[] => [
    { at: instantOf(story.submittedAt), story, step: null },
    ...story.steps.map((step) => ({ at: instantOf(step.at), story, step })),
    ...story.fired.map(([moment]) => ({ at: instantOf(moment), due: instantOf(moment) })),
  ])
  return all.sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** Lives all stories at the same time, on one server under one clock. @returns arrivals by due time in ms */
export async function liveStories(world: DrivenWorld, stories: readonly Story[], pass: Pass): Promise<{ lived: Lived[]; arrivals: Map<number, Arrival> }> {
  const lived = new Map<Story, Lived>()
  const arrivals = new Map<number, Arrival>()
  let passed = 0

  const act = async ({ at, story, step }: Extract<Happening, { story: Story }>): Promise<void> => {
    world.clock.stand(at)
    if (step) {
      await step.act(await world.as(step.by), lived.get(story)!.no)
      return
    }
    const { no } = await (await world.as('HQ/agent')).createTicket({ body: ticketInput(story.input) })
    const row = await findRow(world.database.tables.tickets, { no })
    lived.set(story, { story, no, ticketId: row!.id })
  }
  const letPass = async (due: readonly Date[]): Promise<void> => {
    const came = await pass(due, passed)
    passed += due.length
    due.forEach((instant, index) => arrivals.set(instant.getTime(), came[index]!))
  }

  let waiting: Date[] = []
  for (const happening of happeningsOf(stories)) {
    if ('due' in happening) {
      waiting.push(happening.due)
      continue
    }
    if (waiting.length > 0) await letPass(waiting)
    waiting = []
    await act(happening).catch((error: unknown) => {
      throw new Error(`${happening.story.name}, ${happening.step ? `${happening.step.operation ?? 'a look'} at ${happening.step.at}` : 'submission'}: ${String(error)}`, { cause: error })
    })
  }
  if (waiting.length > 0) await letPass(waiting)
  return { lived: [...lived.values()], arrivals }
}
