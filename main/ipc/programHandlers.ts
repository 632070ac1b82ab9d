import type { programCalls } from '#shared/contract/desktopProgram.ts'
import type { IpcHandlers } from './answer.ts'

/** What answers the rows about the program itself. */
export type ProgramHandlers = Pick<IpcHandlers, keyof typeof programCalls>
