import type { MainTexts } from './zh-CN.ts'

export const english: MainTexts = {
  windowTitle: 'Gongdan',
  serverUnreachable: 'The server cannot be reached',
  wrongServerUrl: 'GONGDAN_SERVER_URL is not the address of a server (for example http://127.0.0.1:8080)',
  tray: {
    open: 'Open Gongdan', newTicket: 'New ticket', doNotDisturb: 'Do not disturb', program: 'About and settings', quit: 'Quit',
    unread: (count) => `${count} unread`, waitingCalls: (count) => `${count} calls not looked at`, nothing: 'Nothing unread',
  },
  closing: { message: 'Gongdan stays in the tray', detail: 'Calls and messages go on coming. Click its icon at the right end of the taskbar to open it. This is said once; change it in About and settings.', stay: 'Stay in the tray', quit: 'Quit' },
  quitting: { message: 'Not everything is saved on this machine', detail: (forms) => `The latest text of ${forms} form(s) is not on the disk yet and would be lost.`, stay: 'Go on writing', quit: 'Quit anyway' },
}
