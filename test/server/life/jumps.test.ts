import { afterAll, beforeAll, expect, it } from 'vitest'
import { ticketInput } from '#test/support/tickets.ts'
import { allMessages, verifyLog } from './outcome.ts'
import { instantOf, operate, type Moment, type Step } from './story.ts'
import { eventsOfTime, expectNoMoreThan, untilDelivered, untilFired } from './watch.ts'
import { createDrivenWorld, type DrivenWorld } from './world.ts'

let world: DrivenWorld
let no: string
/** How many events of time there are. */
let count = 0

beforeAll(async () => {
  world = await createDrivenWorld(instantOf('2026-11-23 10:00'))
  await world.start()
  no = (await (await world.as('HQ/agent')).createTicket({ body: ticketInput() })).no
})
afterAll(() => world?.remove())

const jumpTo = (moment: Moment): void => world.clock.stand(instantOf(moment))
const doNow = async ({ at, by, act }: Step): Promise<void> => {
  jumpTo(at)
  await act(await world.as(by), no)
}
/** What has come since the last look, in its order; nothing more comes after it. */
async function come(more: number): Promise<string[]> {
  await untilFired(world, count + more)
  await expectNoMoreThan(world, count + more)
  const fired = (await eventsOfTime(world)).slice(count)
  count += more
  return fired.map(({ data, late }) => `${String(data?.['timer'])}${late ? ' late' : ''}`)
}

it('a clock that jumps a day forward and an hour back, again and again, makes nothing happen twice', async () => {
  jumpTo('2026-11-24 10:00')
  expect(await come(1)).toEqual(['survey_contact late'])
  for (const moment of ['2026-11-24 09:00', '2026-11-24 08:59:59', '2026-11-24 10:00']) {
    jumpTo(moment)
    expect(await come(0)).toEqual([])
  }

  jumpTo('2026-11-25 10:30')
  expect(await come(2)).toEqual(['reply_due_soon late', 'reply_overdue late'])
  // By the clock now before the deadline; the round was found late and stays so.
  await doNow(operate('2026-11-25 09:30', 'M0001/mall', { operation: 'reply' }))
  await doNow(operate('2026-11-25 09:31', 'HQ/agent', { operation: 'feedback', channel: 'phone' }))
  expect(await come(0)).toEqual([])
  jumpTo('2026-11-25 10:30')
  expect(await come(0)).toEqual([])

  jumpTo('2026-12-02 10:00')
  const rest = ['survey_follow_up', 'reply_due_soon', 'reply_overdue', 'resolve_due_soon', 'resolve_overdue', 'survey_resolution', 'survey_satisfaction']
  expect(await come(rest.length)).toEqual(rest.map((timer) => `${timer} late`))
  jumpTo('2026-12-02 09:00')
  expect(await come(0)).toEqual([])
  // Started with a clock that was set back.
  await world.stop('SIGKILL')
  jumpTo('2026-11-24 09:00')
  await world.start()
  expect(await come(0)).toEqual([])
  jumpTo('2026-12-03 10:00')
  expect(await come(0)).toEqual([])
})

it('and nobody is told twice, and the log is whole', async () => {
  await untilDelivered(world)
  const events = (await allMessages(await world.as('M0001/mall'))).map(({ event }) => event).reverse()
  expect(events).toEqual([
    'submitted', 'reply_due_soon', 'reply_overdue', 'handed_back', 'reply_due_soon', 'reply_overdue', 'resolve_due_soon', 'resolve_overdue',
  ])
  expect(await (await world.as('HQ/agent')).getTicket({ params: { no } })).toMatchObject({ state: 'unreplied', replyTimely: false, resolveTimely: false, alert: 'red' })
  expect(await verifyLog(world)).toContain('1 tickets')
})
