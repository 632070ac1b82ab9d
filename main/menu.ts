import { Menu } from 'electron'

/**
 * The menu of the program. The window draws none; it exists for the keys that Electron ties to menu entries:
 * editing, and enlarging the page up to 200 % and more.
 * @param isPackaged the installed program has no developer tools
 */
export function installMenu(isPackaged: boolean): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { role: 'editMenu' },
      {
        role: 'viewMenu',
        submenu: [
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          // Ctrl and the plus key without Shift.
          { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false },
          { role: 'zoomOut' },
          { role: 'togglefullscreen' },
          ...(isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
        ],
      },
    ]),
  )
}
