import { beforeEach, describe, expect, it, vi } from 'vitest'
import { client } from '../../../../renderer/api/client.ts'
import { ApiProblem } from '../../../../renderer/api/problem.ts'
import { applyCustomer } from '../../../../renderer/features/calls/draft/prefill.ts'
import { startFeedback } from '../../../../renderer/features/calls/draft/feedbackDraft.ts'
import { useFeedbackSubmission } from '../../../../renderer/features/calls/submit/useFeedbackSubmission.ts'
import { useTicketSubmission } from '../../../../renderer/features/calls/submit/useTicketSubmission.ts'
import { customer, draftOf, key, openTicket } from './fixtures.ts'

vi.mock('../../../../renderer/api/client.ts', () => ({ client: { createTicket: vi.fn(), patchCustomer: vi.fn(), getCustomer: vi.fn(), operateTicket: vi.fn(), getTicket: vi.fn() } }))

const server = vi.mocked(client)
const made = { no: '2609003401', state: 'unreplied', type: 'service' } as Awaited<ReturnType<typeof client.createTicket>>
const problem = (status: number, code: string, more = {}) => new ApiProblem({ status, code, ...more })

function submissionOf() {
  const draft = draftOf()
  let known = customer()
  applyCustomer(draft, known)
  Object.assign(draft.fields, { words: '推拉门拉不动', mallCode: 'M0001' })
  const flush = vi.fn()
  const submission = useTicketSubmission({ draft, customer: () => known, onCustomer: (changed) => { known = changed }, callId: () => null, flush })
  return { draft, submission, flush }
}

describe('sending a new ticket', () => {
  beforeEach(() => vi.resetAllMocks())

  it('sends every try under the draft’s own key, after the draft is on the disk', async () => {
    const { draft, submission, flush } = submissionOf()
    server.createTicket.mockRejectedValueOnce(problem(0, 'server_unreachable')).mockImplementationOnce(async () => { expect(flush).toHaveBeenCalledTimes(2); return made })
    expect(await submission.send(true)).toEqual({ kind: 'failed' })
    expect(submission.waitsForServer.value).toBe(true)
    expect(draft.fields.words).toBe('推拉门拉不动')
    expect(await submission.send(true)).toEqual({ kind: 'made', ticket: made })
    expect(server.createTicket.mock.calls.map(([, options]) => options?.idempotencyKey)).toEqual([draft.ticketKey, draft.ticketKey])
  })

  it('finds the ticket of an earlier try whose answer was lost, though the form was changed since', async () => {
    const { draft, submission } = submissionOf()
    server.createTicket.mockRejectedValueOnce(problem(0, 'server_unreachable'))
    await submission.send(false)
    draft.fields.words += '，还有异味'
    server.createTicket.mockRejectedValueOnce(problem(409, 'idempotency_conflict')).mockResolvedValueOnce(made)
    expect(await submission.send(true)).toEqual({ kind: 'accepted', ticket: made })
    expect(server.createTicket.mock.calls[2]?.[0]).toEqual(server.createTicket.mock.calls[0]?.[0])
  })

  it('asks for a choice where several customers have the number', async () => {
    const { submission } = submissionOf()
    expect(await submission.send(true, true)).toEqual({ kind: 'invalid' })
    expect(submission.errors.value).toEqual({ phone: ['choose_customer'] })
    expect(server.createTicket).not.toHaveBeenCalled()
  })

  it('asks the server nothing while the form has gaps', async () => {
    const { draft, submission } = submissionOf()
    draft.fields.words = ''
    expect(await submission.send(true)).toEqual({ kind: 'invalid' })
    expect(submission.errors.value).toEqual({ words: ['required'] })
    expect(server.createTicket).not.toHaveBeenCalled()
  })

  it('puts the server’s complaints at their fields', async () => {
    const { submission } = submissionOf()
    server.createTicket.mockRejectedValueOnce(problem(422, 'validation_failed', { errors: { mallCode: ['not_found'] } }))
    expect(await submission.send(true)).toEqual({ kind: 'invalid' })
    expect(submission.errors.value).toEqual({ mallCode: ['not_found'] })
  })

  it('writes corrections to the customer first, and merges once where somebody changed him meanwhile', async () => {
    const { draft, submission } = submissionOf()
    draft.fields.address = '滨河路 19 号'
    const present = customer({ version: 5, name: '沈若兰' })
    server.patchCustomer.mockRejectedValueOnce(problem(409, 'stale_version', { current: present })).mockResolvedValueOnce({ ...present, address: '滨河路 19 号', version: 6 })
    server.createTicket.mockResolvedValueOnce(made)
    expect(await submission.send(true)).toEqual({ kind: 'made', ticket: made })
    expect(server.patchCustomer.mock.calls.map(([request]) => request.body)).toEqual([{ version: 4, address: '滨河路 19 号' }, { version: 5, address: '滨河路 19 号' }])
  })

  it('sends once, however often the key is pressed', async () => {
    const { submission } = submissionOf()
    let answer: (ticket: typeof made) => void = () => undefined
    server.createTicket.mockReturnValueOnce(new Promise((resolve) => { answer = resolve }))
    const first = submission.send(true)
    expect(await submission.send(true)).toEqual({ kind: 'failed' })
    answer(made)
    expect(await first).toEqual({ kind: 'made', ticket: made })
    expect(server.createTicket).toHaveBeenCalledTimes(1)
  })
})

describe('sending feedback', () => {
  beforeEach(() => vi.resetAllMocks())

  it('keeps the text on a stale version and sends it with the new one on the next click', async () => {
    const draft = draftOf()
    startFeedback(draft, openTicket(), () => key(9))
    if (draft.feedback) draft.feedback.content = '又黄了一块'
    const now = { ...made, no: '2609002984', version: 4, allowedOperations: ['feedback'] } as unknown as Awaited<ReturnType<typeof client.getTicket>>
    const feedback = useFeedbackSubmission({ draft, callId: () => '13', flush: vi.fn(), about: () => null })
    server.operateTicket.mockRejectedValueOnce(problem(409, 'stale_version')).mockResolvedValueOnce(now)
    server.getTicket.mockResolvedValueOnce(now)
    expect(await feedback.send()).toBeNull()
    expect(draft.feedback).toMatchObject({ content: '又黄了一块', version: 4 })
    expect(feedback.finished.value).toBe(false)
    expect(await feedback.send()).toEqual({ kind: 'made', ticket: now })
    expect(server.operateTicket.mock.calls.map(([request, options]) => [(request.body as { version: number }).version, options?.idempotencyKey])).toEqual([[3, key(9)], [4, key(9)]])
  })

  it('knows when the ticket has ended and takes no feedback any more', async () => {
    const draft = draftOf()
    startFeedback(draft, openTicket(), () => key(9))
    if (draft.feedback) draft.feedback.content = '又黄了一块'
    const feedback = useFeedbackSubmission({ draft, callId: () => null, flush: vi.fn(), about: () => null })
    server.operateTicket.mockRejectedValueOnce(problem(409, 'stale_version'))
    server.getTicket.mockResolvedValueOnce({ ...made, version: 9, state: 'closed', allowedOperations: ['evaluate'] } as unknown as Awaited<ReturnType<typeof client.getTicket>>)
    await feedback.send()
    expect(feedback.finished.value).toBe(true)
    expect(draft.feedback?.content).toBe('又黄了一块')
  })

  it('needs words', async () => {
    const draft = draftOf()
    startFeedback(draft, openTicket(), () => key(9))
    const feedback = useFeedbackSubmission({ draft, callId: () => null, flush: vi.fn(), about: () => null })
    expect(await feedback.send()).toBeNull()
    expect(feedback.contentErrors.value).toEqual(['required'])
    expect(server.operateTicket).not.toHaveBeenCalled()
  })
})
