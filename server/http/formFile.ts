import type { IncomingMessage } from 'node:http'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import { attachmentId } from '#shared/contract/attachment.ts'
import { ATTACHMENT_MAX_BYTES } from '#shared/domain/ticket/attachments.ts'
import type { ContentStore, StagedContent } from '../attachments/store.ts'
import { ApiError, invalid } from '../errors.ts'
import { allowSlowBody } from './slowBodies.ts'

/** A file of a form, received and not yet kept. */
export interface FormFile {
  /** The one that the form names; null where it names none. */
  id: string | null
  /** As the sender gave it. */
  name: string
  staged: StagedContent
}

/** What a form has around its file, in bytes. */
const AROUND_BYTES = 64 * 1024
/** A body of which nothing more comes for so long is given up, in ms. */
const SILENCE_MS = 30_000
const FIELD_LIMIT_BYTES = 100

const cutShort = (): ApiError => new ApiError('bad_request', { detail: 'The form ended before its end.' })

/** @throws ApiError */
function openForm({ headers }: IncomingMessage): BusboyInstance {
  const { 'content-type': type = '' } = headers
  if (!/^multipart\/form-data\s*;/i.test(type)) throw new ApiError('unsupported_media_type')
  try {
    return new Busboy({
      headers: { ...headers, 'content-type': type },
      limits: { files: 1, fields: 1, parts: 3, fileSize: ATTACHMENT_MAX_BYTES, fieldSize: FIELD_LIMIT_BYTES, fieldNameSize: FIELD_LIMIT_BYTES, headerPairs: 20, headerSize: 8192 },
    })
  } catch {
    throw new ApiError('bad_request', { detail: 'The form has no boundary.' })
  }
}

function readId(given: string | undefined): string | null {
  if (given === undefined) return null
  const read = attachmentId.safeParse(given)
  if (!read.success) throw invalid({ id: ['invalid_value'] })
  return read.data
}

/** What came, as far as it has come. */
interface Received {
  name: string
  stream: BusboyFileStream | null
  staging: Promise<StagedContent> | null
  id: string | undefined
  /** Field → codes, of what the form should not have; without a prototype, as the sender chooses the names. */
  wrong: Record<string, string[]>
}

/** Feeds the form with the request until its end. */
function receive(incoming: IncomingMessage, form: BusboyInstance, store: ContentStore, received: Received): Promise<void> {
  return new Promise((resolve, reject) => {
    let watch = setTimeout(() => reject(cutShort()), SILENCE_MS)
    incoming.on('data', () => { watch = watch.refresh() })
    incoming.once('close', () => { if (!incoming.complete) reject(cutShort()) })
    form.on('file', (field, stream, name) => {
      Object.assign(received, { name, stream })
      // It fails once more when it is ended from here; whoever reads it has heard by then.
      stream.on('error', () => reject(cutShort()))
      if (field !== 'file') received.wrong[field] = ['unknown_field']
      received.staging = store.stage(stream)
      received.staging.catch(reject)
    })
    form.on('field', (field, value) => {
      if (field === 'id') received.id = value
      else received.wrong[field] = ['unknown_field']
    })
    for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) form.on(limit, () => { received.wrong['file'] = ['too_many'] })
    // More than one may come; none may go unheard.
    form.on('error', () => reject(cutShort()))
    form.once('finish', resolve)
    const done = (): void => clearTimeout(watch)
    form.once('finish', done)
    form.on('error', done)
    incoming.once('close', done)
    incoming.pipe(form)
  })
}

/**
 * Receives the file of a form straight onto the disk. What of a refused form is still on its way is read and thrown away,
 * so that the sender gets to read the answer.
 * @throws ApiError `unsupported_media_type` for another body than a form, `too_large` by what really came, `validation_failed`
 * for a form without a file or with more than file and id, `bad_request` for one that breaks off, `storage_full`
 */
export async function readFormFile(incoming: IncomingMessage, store: ContentStore): Promise<FormFile> {
  const form = openForm(incoming)
  if (Number(incoming.headers['content-length']) > ATTACHMENT_MAX_BYTES + AROUND_BYTES) throw new ApiError('too_large')
  allowSlowBody(incoming)
  const received: Received = { name: '', stream: null, staging: null, id: undefined, wrong: Object.create(null) as Received['wrong'] }
  try {
    await receive(incoming, form, store, received)
    const staged = await received.staging
    if (received.stream?.truncated) throw new ApiError('too_large')
    if (Object.keys(received.wrong).length > 0) throw invalid(received.wrong)
    if (!staged || staged.size === 0) throw invalid({ file: ['required'] })
    return { id: readId(received.id), name: received.name, staged }
  } catch (error) {
    incoming.unpipe(form)
    incoming.resume()
    // Ends the writing of what does not come any more.
    received.stream?.destroy(cutShort())
    await received.staging?.then((staged) => staged.discard(), () => {})
    throw error
  }
}
