import type { Attachment } from '#shared/contract/attachment.ts'
import { NAME_MAX_LENGTH, type SaveOutcome } from '#shared/contract/saveFile.ts'
import { saveFile } from '../../api/bridge.ts'
import { client } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'

/**
 * The content of an attachment, with the session's token.
 * @throws ApiProblem where it cannot be had
 */
export async function readAttachment(id: string, size: 'full' | 'thumbnail', signal?: AbortSignal): Promise<Blob> {
  const { content } = await client.getAttachment({ params: { id }, query: { size } }, signal ? { signal } : {})
  if (!(content instanceof Blob)) throw new ApiProblem({ status: 0, code: 'invalid_response' })
  return content
}

/** The name that is offered for saving: no longer than every file system takes, with its ending. */
export function offeredName(name: string): string {
  const [, stem = name, ending = ''] = /^(.*?)(\.[a-z0-9]{2,5})?$/isu.exec(name) ?? []
  const characters = [...stem]
  while (characters.join('').length + ending.length > NAME_MAX_LENGTH) characters.pop()
  return characters.join('') + ending
}

/**
 * Saves an attachment as a file under its own name.
 * @returns what became of it; where it could not be read from the server it throws
 * @throws ApiProblem
 */
export async function saveAttachment({ id, name }: Attachment): Promise<SaveOutcome> {
  return saveFile(offeredName(name), await readAttachment(id, 'full'))
}
