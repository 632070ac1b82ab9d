import { computed, onBeforeUnmount, shallowRef } from 'vue'
import type { DownloadFormat } from '#shared/contract/download.ts'
import type { SaveFailure } from '#shared/contract/saveFile.ts'
import { saveFile } from '../../../../api/bridge.ts'
import { client } from '../../../../api/client.ts'
import { ApiProblem, toProblem } from '../../../../api/problem.ts'

interface NamedContent {
  name: string
  content: Blob
}

/** Where a download stands. What was made is kept until it is saved or given up. */
export type DownloadStep =
  | { readonly step: 'idle' }
  | { readonly step: 'making'; readonly format: DownloadFormat }
  | { readonly step: 'saving'; readonly file: NamedContent }
  | { readonly step: 'saved'; readonly name: string }
  | { readonly step: 'not_made'; readonly format: DownloadFormat; readonly problem: ApiProblem }
  | { readonly step: 'not_saved'; readonly file: NamedContent; readonly reason: SaveFailure; readonly path: string }

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

/** The file of a ticket from the server to where a person keeps it. */
export function useTicketDownload(no: () => string) {
  const state = shallowRef<DownloadStep>({ step: 'idle' })
  let controller: AbortController | null = null

  async function save(file: NamedContent): Promise<void> {
    state.value = { step: 'saving', file }
    try {
      const outcome = await saveFile(file.name, file.content)
      if (outcome.result === 'failed') state.value = { step: 'not_saved', file, reason: outcome.reason, path: outcome.path }
      else state.value = outcome.result === 'saved' ? { step: 'saved', name: nameOf(outcome.path) } : { step: 'idle' }
    } catch {
      state.value = { step: 'not_saved', file, reason: 'other', path: '' }
    }
  }
  async function start(format: DownloadFormat): Promise<void> {
    controller?.abort()
    const own = new AbortController()
    controller = own
    state.value = { step: 'making', format }
    try {
      const { name, content } = await client.downloadTicket({ params: { no: no() }, query: { format } }, { signal: own.signal })
      if (own.signal.aborted) return
      if (!(content instanceof Blob)) throw new ApiProblem({ status: 0, code: 'invalid_response' })
      await save({ name, content })
    } catch (error) {
      if (!own.signal.aborted) state.value = { step: 'not_made', format, problem: toProblem(error) }
    }
  }
  /** Gives up what is being made, or puts away what was said. */
  function dismiss(): void {
    controller?.abort()
    state.value = { step: 'idle' }
  }
  async function again(): Promise<void> {
    const now = state.value
    if (now.step === 'not_made') await start(now.format)
    if (now.step === 'not_saved') await save(now.file)
  }
  onBeforeUnmount(() => controller?.abort())
  return { state, busy: computed(() => state.value.step === 'making' || state.value.step === 'saving'), start, again, dismiss }
}
