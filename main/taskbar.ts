import { app, nativeImage, type BrowserWindow } from 'electron'
import badge1 from './resources/badges/1.png?asset'
import badge2 from './resources/badges/2.png?asset'
import badge3 from './resources/badges/3.png?asset'
import badge4 from './resources/badges/4.png?asset'
import badge5 from './resources/badges/5.png?asset'
import badge6 from './resources/badges/6.png?asset'
import badge7 from './resources/badges/7.png?asset'
import badge8 from './resources/badges/8.png?asset'
import badge9 from './resources/badges/9.png?asset'
import badgeMore from './resources/badges/more.png?asset'

const badges = [badge1, badge2, badge3, badge4, badge5, badge6, badge7, badge8, badge9]

/**
 * Shows a number at the program's button: Windows takes a picture over the icon, other systems the number itself.
 * @param description what a screen reader says
 */
export function showBadge(window: BrowserWindow | undefined, count: number, description: string): void {
  if (process.platform !== 'win32') {
    app.setBadgeCount(count)
    return
  }
  window?.setOverlayIcon(count === 0 ? null : nativeImage.createFromPath(badges[count - 1] ?? badgeMore), count === 0 ? '' : description)
}
