import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { ExportProgress } from '#shared/contract/export.ts'
import type { SaveFailure } from '#shared/contract/saveFile.ts'
import { saveFile } from '../../api/bridge.ts'
import { client } from '../../api/client.ts'
import { ApiProblem, toProblem } from '../../api/problem.ts'
import { useSessionStore } from '../../stores/session.ts'
import type { ExportRequest } from './exportRequest.ts'

interface NamedContent {
  readonly name: string
  readonly content: Blob
}
/** How far it is; null until the server has said so. */
type Progress = Pick<ExportProgress, 'rows' | 'total' | 'cut'> | null

/** Where the export stands. A file that was made is kept until it is saved or given up. */
export type ExportStep =
  | { readonly step: 'idle' }
  | { readonly step: 'running'; readonly request: ExportRequest; readonly progress: Progress }
  | { readonly step: 'saving'; readonly request: ExportRequest; readonly progress: Progress }
  | { readonly step: 'saved'; readonly request: ExportRequest; readonly progress: Progress; readonly name: string }
  | { readonly step: 'not_made'; readonly request: ExportRequest; readonly problem: ApiProblem }
  | { readonly step: 'not_saved'; readonly request: ExportRequest; readonly progress: Progress; readonly file: NamedContent; readonly reason: SaveFailure; readonly path: string }

/** Between two looks at how far it is, in ms. */
const LOOK_EVERY = 1000
const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

/**
 * The one export of the signed-in person (the server allows no second one). It goes on when its page is left; it ends with
 * the session and with the window.
 */
export const useExportStore = defineStore('export', () => {
  const session = useSessionStore()
  const state = shallowRef<ExportStep>({ step: 'idle' })
  let running: { id: string; controller: AbortController } | null = null

  async function read(id: string): Promise<ExportProgress | null> {
    return client.getExport({ params: { id } }).catch(() => null)
  }
  /** Says how far it is, until it is over. */
  async function follow(id: string, request: ExportRequest): Promise<void> {
    const progress = await read(id)
    if (running?.id === id && state.value.step === 'running' && progress) state.value = { step: 'running', request, progress }
  }
  async function save(request: ExportRequest, progress: Progress, file: NamedContent): Promise<void> {
    state.value = { step: 'saving', request, progress }
    try {
      const outcome = await saveFile(file.name, file.content)
      if (outcome.result === 'failed') state.value = { step: 'not_saved', request, progress, file, reason: outcome.reason, path: outcome.path }
      else state.value = outcome.result === 'saved' ? { step: 'saved', request, progress, name: nameOf(outcome.path) } : { step: 'idle' }
    } catch {
      state.value = { step: 'not_saved', request, progress, file, reason: 'other', path: '' }
    }
  }
  function ask(id: string, request: ExportRequest, signal: AbortSignal) {
    return request.kind === 'tickets'
      ? client.exportTickets({ body: { ...request.query, exportId: id } }, { signal })
      : client.exportBreaches({ query: { ...request.query, exportId: id } }, { signal })
  }
  /** A stream that breaks off has no problem of its own: what the server noted of it says more. */
  async function problemOf(error: unknown, id: string): Promise<ApiProblem> {
    const problem = toProblem(error)
    if (problem.requestId !== null || problem.code !== 'server_unreachable') return problem
    const noted = await read(id)
    return noted ? new ApiProblem({ status: 500, code: 'internal_error', requestId: noted.requestId }) : problem
  }
  /** Begins, unless one is under way. */
  async function start(request: ExportRequest): Promise<void> {
    if (running) return
    const id = crypto.randomUUID()
    const controller = new AbortController()
    const { signal } = controller
    running = { id, controller }
    state.value = { step: 'running', request, progress: null }
    const timer = setInterval(() => void follow(id, request), LOOK_EVERY)
    try {
      const { name, content } = await ask(id, request, signal)
      clearInterval(timer)
      if (signal.aborted) return
      if (!(content instanceof Blob)) throw new ApiProblem({ status: 0, code: 'invalid_response' })
      const progress = await read(id)
      if (!signal.aborted) await save(request, progress, { name, content })
    } catch (error) {
      if (signal.aborted) return
      const problem = await problemOf(error, id)
      if (!signal.aborted) state.value = { step: 'not_made', request, problem }
    } finally {
      clearInterval(timer)
      if (running?.id === id) running = null
    }
  }
  /** Ends what runs, or puts away what was said. */
  function dismiss(): void {
    if (running) {
      running.controller.abort()
      // In the desktop program a request has a way to go before the server sees that nobody waits for it.
      client.cancelExport({ params: { id: running.id } }).catch(() => undefined)
      running = null
    }
    state.value = { step: 'idle' }
  }
  /** Makes the file again, or lets its user choose another place for it. */
  async function again(): Promise<void> {
    const now = state.value
    if (now.step === 'not_made') await start(now.request)
    if (now.step === 'not_saved') await save(now.request, now.progress, now.file)
  }
  watch(() => session.user?.id, (_now, before) => { if (before !== undefined) dismiss() })
  return { state, busy: computed(() => state.value.step === 'running' || state.value.step === 'saving'), start, dismiss, again }
})
