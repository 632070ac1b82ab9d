import { ipcCalls, type IpcAnswer, type IpcCallName, type IpcInput, type IpcOutput } from '#shared/contract/ipc.ts'
import { errorFields, type Log } from '../logging/log.ts'
import { IpcFailure } from './failure.ts'

/** One function for each row of the table. */
export type IpcHandlers = { [Name in IpcCallName]: (input: IpcInput<Name>) => IpcOutput<Name> | Promise<IpcOutput<Name>> }

/**
 * Answers one call of the page: the argument is checked, the handler runs, its answer is checked.
 * Nothing of an error but its code reaches the page.
 */
export async function answer<Name extends IpcCallName>(
  name: Name,
  handlers: Pick<IpcHandlers, Name>,
  argument: unknown,
  log: Log,
): Promise<IpcAnswer<IpcOutput<Name>>> {
  const row: {
    input: { safeParse(value: unknown): { success: boolean; data?: unknown } }
    output: { safeParse(value: unknown): { success: boolean } }
  } = ipcCalls[name]
  const input = row.input.safeParse(argument)
  if (!input.success) {
    log.warn('ipc_input_invalid', { call: name })
    return { ok: false, code: 'ipc_input_invalid' }
  }
  try {
    const value = await handlers[name](input.data as IpcInput<Name>)
    if (row.output.safeParse(value).success) return { ok: true, value }
    log.error('ipc_output_invalid', { call: name })
    return { ok: false, code: 'ipc_output_invalid' }
  } catch (error) {
    log.error('ipc_failed', { call: name, ...errorFields(error) })
    return { ok: false, code: error instanceof IpcFailure ? error.code : 'ipc_failed' }
  }
}
