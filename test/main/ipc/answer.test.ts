import { expect, it } from 'vitest'
import { ipcErrorCode } from '#shared/contract/ipc.ts'
import { answer, type IpcHandlers } from '../../../main/ipc/answer.ts'

type Noted = [event: string, fields: unknown]

function handlers(changes: Partial<IpcHandlers>): IpcHandlers {
  const unexpected = () => {
    throw new Error('this handler was not expected to run')
  }
  const none = new Proxy({}, { get: () => unexpected }) as IpcHandlers
  return new Proxy(none, { get: (target, name) => Reflect.get(name in changes ? changes : target, name) as unknown })
}
function noted() {
  const lines: Noted[] = []
  const note = (event: string, fields?: unknown) => void lines.push([event, fields])
  return { lines, log: { info: note, warn: note, error: note } }
}

it('runs the handler with the checked argument and answers with its value', async () => {
  const save: IpcHandlers['session.save'] = ({ refreshToken }) => ({ persistent: refreshToken === 'a'.repeat(16) })
  const { log } = noted()
  expect(await answer('session.save', handlers({ 'session.save': save }), { refreshToken: 'a'.repeat(16) }, log)).toEqual({
    ok: true,
    value: { persistent: true },
  })
})

it.each([undefined, null, 'text', {}, { refreshToken: 5 }, { refreshToken: 'short' }, { refreshToken: 'a'.repeat(16), more: 1 }])(
  'refuses the argument %j and does not run the handler',
  async (argument) => {
    const { lines, log } = noted()
    expect(await answer('session.save', handlers({}), argument, log)).toEqual({ ok: false, code: 'ipc_input_invalid' })
    expect(lines).toEqual([['ipc_input_invalid', { call: 'session.save' }]])
  },
)

it('does not let out an answer that is not of the form of the table', async () => {
  const { log } = noted()
  const wrong = () =>
    ({ persistent: true, refreshToken: 7, secret: 'x' }) as unknown as { persistent: boolean; refreshToken: null }
  expect(await answer('session.load', handlers({ 'session.load': wrong }), undefined, log)).toEqual({
    ok: false,
    code: 'ipc_output_invalid',
  })
})

it('tells the page the code of a failure and the log its kind, nobody its message', async () => {
  const { lines, log } = noted()
  const failing = async () => {
    throw Object.assign(new RangeError('phone 13800138000'), { code: 'EACCES' })
  }
  expect(await answer('session.load', handlers({ 'session.load': failing }), undefined, log)).toEqual({
    ok: false,
    code: 'ipc_failed',
  })
  expect(lines).toEqual([['ipc_failed', { call: 'session.load', error: 'RangeError', code: 'EACCES' }]])
})

it('has codes that the page can tell from other errors', () => {
  expect(ipcErrorCode(new Error('ipc_failed'))).toBe('ipc_failed')
  expect(ipcErrorCode(new Error('something else'))).toBeUndefined()
  expect(ipcErrorCode('ipc_failed')).toBeUndefined()
})
