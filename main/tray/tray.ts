import { Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron'
import type { TrayAction, TrayEntry, TrayView } from './trayView.ts'
import icon from '../resources/tray.ico?asset'
import picture from '../resources/tray.png?asset'

export interface TrayControl {
  readonly show: (view: TrayView) => void
}

function itemOf(entry: TrayEntry, act: (action: TrayAction) => void): MenuItemConstructorOptions {
  if (entry.kind === 'separator') return { type: 'separator' }
  if (entry.kind === 'line') return { label: entry.label, enabled: false }
  const { action, label, checked } = entry
  return { id: action, label, click: () => act(action), ...(checked === undefined ? {} : { type: 'checkbox', checked }) }
}

/**
 * The program's icon in the tray. Electron must be ready.
 * @returns undefined where the desktop has no tray
 */
export function createTray(act: (action: TrayAction) => void): TrayControl | undefined {
  let tray: Tray
  try {
    tray = new Tray(nativeImage.createFromPath(process.platform === 'win32' ? icon : picture))
  } catch {
    return undefined
  }
  tray.on('click', () => act('open'))
  return {
    show({ toolTip, menu }) {
      tray.setToolTip(toolTip)
      tray.setContextMenu(Menu.buildFromTemplate(menu.map((entry) => itemOf(entry, act))))
    },
  }
}
