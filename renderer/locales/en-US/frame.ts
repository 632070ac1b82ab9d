import type zhFrame from '../zh-CN/frame.ts'
import type { SameKeys } from '../sameKeys.ts'

const frame: SameKeys<typeof zhFrame> = {
  nav: {
    label: 'Ticket navigation', newTicket: 'New ticket', home: 'Home', fold: 'Fold navigation', unfold: 'Unfold navigation', openDrawer: 'Open navigation', closeDrawer: 'Close navigation', foldGroup: '{group}: fold or unfold',
    skipToContent: 'Skip to content',
  },
  connection: { online: 'Online', offline: 'Offline', barTitle: 'No connection for {span}.', barText: 'What you wrote stays in the page; submit it when the connection is back. Deadlines run from acceptance by the server.', barTextOutbox: 'Write as usual: what you save goes to the outbox and is sent in order when the connection is back. Deadlines run from acceptance by the server; the time of the call is kept.', retry: 'Try again now' },
  live: {
    label: 'Live updates', live: 'Live updates are on: what others change appears at once', connecting: 'Connecting live updates; until then pages are read from time to time', waiting: 'Live updates are broken and come back by themselves; until then pages are read from time to time', ended: 'Live updates have stopped; pages are read from time to time',
    liveShort: 'On', connectingShort: 'Connecting', waitingShort: 'Broken, reconnecting', endedShort: 'Stopped',
  },
  call: { ringing: 'Incoming', talking: 'On a call', missed: 'Missed', idle: 'Ready' },
  person: {
    label: 'My account', theme: 'Theme', themeSystem: 'As the system', themeLight: 'Light', themeDark: 'Dark', language: 'Language', shortcuts: 'Shortcuts', signOut: 'Sign out',
    notifications: 'Desktop notifications', notify: 'Show', doNotDisturb: 'Do not disturb', allowNotifications: 'Show notifications in this browser',
    organisation: 'Organisation', account: 'Account',
  },
  language: { 'zh-CN': '简体中文', 'en-US': 'English' },
  workspace: {
    tabs: 'Open pages', closeTab: 'Close {title}', noTab: 'No page is open', noTabHint: 'Choose a list on the left, or press {keys} for a new ticket.', noTabHintReader: 'Choose a list on the left.',
    newTicket: 'New ticket', unavailable: 'This page cannot be opened', unavailableHint: 'Close it and open it again; if it stays, reload the program.', closeThis: 'Close this page',
  },
  noModule: {
    title: 'Tickets', what: 'Your account has no ticket module',
    todo: 'Account {organisation} / {account} is not a mall administrator, service lead or service contact. Ask your mall\'s administrator to add you.',
    todoOther: 'Account {organisation} / {account} has no role that may see tickets. Ask an administrator to add one.',
  },
  signIn: {
    title: 'Sign in', intro: 'Acceptance, handling, supervision, warning, closing and figures in one place.', organisation: 'Organisation code', account: 'Account', password: 'Password', remember: 'Remember the organisation', submit: 'Sign in', submitting: 'Signing in',
    organisationRequired: 'Fill in the organisation code', accountRequired: 'Fill in the account', passwordRequired: 'Fill in the password', retryAfter: 'Try again in {count} s',
    expired: 'Your session has ended, please sign in again. What you were writing is kept.',
    demoTitle: 'Demonstration accounts', demoText: 'They work on demonstration data only; every password is {password}. Choose one to fill it in.',
    helpTitle: 'Trouble signing in', helpOrganisation: 'Organisation code: a mall uses its mall number, departments and lines their own codes, the call center HQ.', helpPassword: 'Forgot the password? Your organisation\'s administrator can reset it.', helpLocked: 'After several wrong tries there is a short pause; the page says how long.',
    serverVersion: 'Server version {version}', serverUnknown: 'Not connected to the server yet',
  },
  demo: { agent: 'Agent', approver: 'Approver', surveyor: 'Surveyor', admin: 'Administrator', departmentSouth: 'Department South', departmentNorth: 'Department North', line: 'Manufacturing line', mall: 'Mall', mallContact: 'Service contact', sales: 'No ticket module' },
  shortcut: {
    title: 'Shortcuts', focusSearch: 'Search', newTicket: 'New ticket', toggleNavigation: 'Fold or unfold navigation', closeTab: 'Close this page', nextTab: 'Next page', previousTab: 'Previous page',
    general: 'Everywhere', approvals: 'Approvals', surveys: 'Survey calls',
    showShortcuts: 'Show shortcuts', submit: 'Submit', save: 'Save',
  },
}
export default frame
