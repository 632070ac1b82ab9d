/** The argument of a start by the system: the program goes to the tray and shows no window. */
export const hiddenSwitch = '--hidden'

/**
 * What the system is to be told about starting the program with it; null: nothing.
 * @param isPackaged a build that is being worked on must not enter itself
 */
export function loginItemFor(startAtLogin: boolean, isPackaged: boolean, platform: string): { openAtLogin: boolean; args: string[] } | null {
  if (!isPackaged || (platform !== 'win32' && platform !== 'darwin')) return null
  return { openAtLogin: startAtLogin, args: [hiddenSwitch] }
}
