import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { UpdateState } from '#shared/contract/desktopProgram.ts'
import type { UpdateHindrance } from '#shared/domain/desktop/updateRule.ts'
import { program } from '../../api/bridge.ts'

/** The desktop program about itself: its dialog, and where its updates stand. Rests in a browser. */
export const useProgramStore = defineStore('program', () => {
  const dialogOpen = ref(false)
  const update = shallowRef<UpdateState | null>(null)
  /** Why the last wish to install was not followed. */
  const hindrances = shallowRef<readonly UpdateHindrance[]>([])

  /** Follows the state of the updates until the function that comes back is called. */
  function follow(): () => void {
    if (!program) return () => undefined
    const end = program.on('update.changed', (state) => { update.value = state })
    program.update.state().then((state) => { update.value = state }, () => undefined)
    return end
  }
  async function check(): Promise<void> {
    if (program) update.value = await program.update.check()
  }
  /** Ends the program and installs; where something stands against it, `hindrances` says what. */
  async function install(): Promise<void> {
    if (program) hindrances.value = (await program.update.install()).hindrances
  }
  return { dialogOpen, update, hindrances, follow, check, install }
})
