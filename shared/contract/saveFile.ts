import { z } from './zod.ts'

/** Longest name that every file system takes, in characters of up to three bytes. */
export const NAME_MAX_LENGTH = 80

/** Why a file could not be written; nothing of it is on the disk then. */
export const SAVE_FAILURES = ['disk_full', 'no_right', 'in_use', 'other'] as const
export type SaveFailure = (typeof SAVE_FAILURES)[number]

export const saveOutcome = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('saved'), path: z.string() }),
  z.strictObject({ result: z.literal('cancelled') }),
  z.strictObject({ result: z.literal('failed'), reason: z.enum(SAVE_FAILURES), path: z.string() }),
])
export type SaveOutcome = z.infer<typeof saveOutcome>

/** Rows of IPC for files that a person keeps outside the program. */
export const saveFileCalls = {
  /** Asks where to and writes it whole or not at all. The name is what is offered: a name alone, never a path. */
  'document.saveAs': {
    input: z.strictObject({ name: z.string().min(1).max(NAME_MAX_LENGTH).regex(/^[^\\/:*?"<>|\u0000-\u001f]+\.[a-z0-9]{2,5}$/iu), bytes: z.instanceof(Uint8Array) }),
    output: saveOutcome,
  },
} as const
