import { findRow } from '#server/database/database.ts'
import type { OperationBody } from '#shared/contract/operation.ts'
import type { Account } from './cast.ts'
import type { Stage } from './stage.ts'
import { DAY, HOUR, local } from './times.ts'

type Step = readonly [daysLater: number, by: Account, body: Omit<OperationBody, 'version'>]

/** A ticket whose life is written down, so that what happens seldom happens in every month. */
function tell(stage: Stage, from: string, mallCode: string, steps: readonly Step[]): void {
  stage.agenda.add(local(from), async (at) => {
    const { no } = await (await stage.as('HQ/agent', at)).createTicket({
      body: { type: 'complaint', level: '1', mallCode, submit: true, customer: { name: '少见', phones: ['13800000001'], type: 'individual' }, feedback: { content: '又坏了。', channel: 'phone', calledAt: new Date(at).toISOString() } },
    })
    // An answer of the customer could end the story.
    stage.unasked.add((await findRow(stage.server.database.tables.tickets, { no }))!.id)
    for (const [daysLater, by, body] of steps) {
      stage.agenda.add(at + daysLater * DAY, async (moment) => {
        const { version } = (await findRow(stage.server.database.tables.tickets, { no }))!
        await (await stage.as(by, moment)).operateTicket({ params: { no }, body: { content: '内容。', ...body, version } })
        stage.count(body.operation)
      })
    }
  })
}

const feedback = { operation: 'feedback', channel: 'phone' } as const
const giveBack = { operation: 'return', reasonCode: 'wrong_mall' } as const

export function tellRareStories(stage: Stage): void {
  // Complained about again at the first mall, which gives it back, and then at the second one, twice.
  tell(stage, '2026-01-21T10:00:00.000', 'M0001', [
    [9, 'HQ/agent', feedback], [10, 'M0001/mall', giveBack], [11, 'HQ/approver', { operation: 'approve_return' }], [12, 'HQ/agent2', { operation: 'submit', mallCode: 'M0002' }],
    [13, 'HQ/agent', feedback], [22, 'HQ/agent', feedback], [40, 'HQ/agent2', feedback],
  ])
  // Complained about again, given back, and handled in time by the same mall.
  tell(stage, '2026-02-02T09:00:00.000', 'M0003', [
    [9, 'HQ/agent', feedback], [10, 'M0003/mall', giveBack], [10.2, 'HQ/approver', { operation: 'approve_return' }], [11, 'HQ/agent', { operation: 'submit', mallCode: 'M0003' }], [11.3, 'M0003/mall', { operation: 'close' }], [11.5, 'HQ/approver', { operation: 'approve_closure' }],
  ])
  // A visit that is to be far away: refused, and then granted.
  const far = { operation: 'request_visit', visitType: 'extend', requestedAt: new Date(local('2026-02-03T09:00:00.000') + 45 * DAY + HOUR).toISOString() } as const
  tell(stage, '2026-02-03T09:00:00.000', 'M0002', [[0.5, 'M0002/mall', far], [1, 'HQ/approver', { operation: 'reject_visit' }], [1.5, 'DEPT-S/dept', far], [2, 'HQ/approver', { operation: 'approve_visit' }]])
  // Bad words, better ones, and bad ones again in the month after.
  tell(stage, '2026-02-20T09:00:00.000', 'M0002', [
    [1, 'HQ/surveyor', { operation: 'evaluate', processed: false, score: 'dissatisfied' }], [2, 'HQ/surveyor', { operation: 'evaluate', processed: false, score: 'satisfied' }], [12, 'HQ/surveyor', { operation: 'evaluate', processed: false, score: 'very_dissatisfied' }],
  ])
}
