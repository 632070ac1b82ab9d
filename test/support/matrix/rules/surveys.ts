import type { Ticket } from '#shared/contract/ticket.ts'
import type { SurveyKind } from '#shared/domain/sla/surveys.ts'
import { openSurvey } from '../../surveys.ts'
import { shows, type MatrixCase, type MatrixRules } from '../case.ts'
import { FOREIGN, type MatrixWorld } from '../world.ts'

const ASKERS_ONLY = '403 depts malls lines sales'

const taskOf = ({ server }: MatrixWorld, { no }: Pick<Ticket, 'no'>, kind: SurveyKind): Promise<string> => openSurvey(server.database, no, kind, server.clock.now())

/** A new task for each column. */
const result = (name: string, kind: SurveyKind, body: object, made: (world: MatrixWorld) => Promise<Ticket>, expected: string): MatrixCase => ({
  name, request: async (world) => ({ params: { id: await taskOf(world, await made(world), kind) }, body }), expected,
})

export const surveyRules: MatrixRules<'listSurveys' | 'listCustomerSurveys' | 'recordSurvey'> = {
  listSurveys: [
    {
      name: 'a pool with a task of any mall', detail: shows((_world, { looksFor }) => looksFor!),
      request: async (world) => {
        const ticket = await world.fresh(FOREIGN)
        await taskOf(world, ticket, 'survey_satisfaction')
        return { query: { pool: 'satisfaction', state: 'open', limit: '100' }, looksFor: ticket.no }
      },
      expected: `401 nobody; 200:shown cs admin; ${ASKERS_ONLY}`,
    },
    {
      name: 'full numbers stand in no list', detail: shows(() => '13900002671'),
      request: async (world) => {
        await taskOf(world, await world.fresh(), 'survey_contact')
        return { query: { limit: '100' } }
      },
      expected: `401 nobody; 200:hidden cs admin; ${ASKERS_ONLY}`,
    },
  ],
  listCustomerSurveys: [
    {
      name: 'the number to call: full for who calls, masked for who only reads', detail: shows(() => '13700000001'),
      request: ({ customerId }) => ({ params: { id: customerId } }), expected: `401 nobody; 200:shown cs; 200:hidden admin; ${ASKERS_ONLY}`,
    },
    { name: 'a customer that there is not', request: () => ({ params: { id: '999999' } }), expected: `401 nobody; 404 cs admin; ${ASKERS_ONLY}` },
  ],
  recordSurvey: [
    result('the answer of a question about a complaint', 'survey_contact', { outcome: 'yes' }, ({ fresh }) => fresh(),
      `401 nobody; 200 agent approver surveyor complaints; 403 services admin; ${ASKERS_ONLY}`),
    result('satisfaction with a service ticket', 'survey_satisfaction', { processed: true, score: 'satisfied' }, ({ fresh }) => fresh({ type: 'service' }),
      `401 nobody; 200 agent approver surveyor services; 403 complaints admin; ${ASKERS_ONLY}`),
    result('an answer that does not fit the question', 'survey_contact', { processed: true, score: 'satisfied' }, ({ fresh }) => fresh(),
      `401 nobody; 422 cs admin; ${ASKERS_ONLY}`),
    {
      name: 'a task that has ended', expected: `401 nobody; 409:operation_not_allowed cs admin; ${ASKERS_ONLY}`,
      request: async (world) => ({
        params: { id: await openSurvey(world.server.database, (await world.fresh()).no, 'survey_contact', world.server.clock.now(), { state: 'ended' }) }, body: { outcome: 'yes' },
      }),
    },
    { name: 'a task that there is not', request: () => ({ params: { id: '999999' }, body: { outcome: 'yes' } }), expected: `401 nobody; 404 cs admin; ${ASKERS_ONLY}` },
  ],
}
