import { onBeforeUnmount } from 'vue'
import type { DesktopCommand } from '#shared/contract/desktopProgram.ts'
import { program } from '../../api/bridge.ts'

/** Hears what the tray asks of the page, as long as the calling component lives: what waited first, then each as it comes. */
export function useDesktopCommands(obey: (command: DesktopCommand) => void): void {
  if (!program) return
  onBeforeUnmount(program.on('desktop.command', obey))
  program.command.pending().then((commands) => commands.forEach(obey), () => undefined)
}
