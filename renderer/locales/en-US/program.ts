import type { SameKeys } from '../sameKeys.ts'
import type chinese from '../zh-CN/program.ts'

const english: SameKeys<typeof chinese> = {
  title: 'About and settings', version: 'Version {version}', menu: 'About and settings',
  update: {
    title: 'Updates', chip: 'Version {version} is ready', check: 'Check for updates', install: 'Install and restart', unknown: 'Reading the state of updates', checking: 'Checking for updates', notYet: 'Not checked yet', newest: 'This is the newest version. Last check:', failed: 'The last check did not succeed and is repeated later:',
    downloading: 'Downloading {version}, {percent}%', ready: '{version} is downloaded. It is installed when the program quits, or now.',
    off: { no_feed: 'No update address is configured; updates are off.', unsafe_feed: 'The update address is not https; updates are off.', not_installed: 'This program was not installed; updates are off.' },
    hindered: 'Not now:', and: ', ',
    hindrance: { in_call: 'a call is going on', calls_waiting: 'a call has not been looked at', unsaved_forms: 'something is not on this machine\'s disk yet', sending: 'something is being sent' },
  },
  settings: {
    title: 'This machine', closeToTray: 'Closing the window leaves the program in the tray', startAtLogin: 'Start with the system, in the tray', serverUrl: 'Server address', updateUrl: 'Update address', save: 'Save', saveServer: 'Save and reload',
    fixed: 'Prescribed by the environment; it cannot be changed here.', serverHelp: 'Another server needs signing in again; what is half written stays with the old one.', updateHelp: 'Left empty, the installer\'s own address counts. https only.', wrongAddress: 'Enter an address that begins with http or https, for example https://gongdan.example.com',
  },
  diagnostics: {
    title: 'Diagnostics', what: 'Versions, settings, what waits to be sent and the latest log, for support; no customer data, texts, passwords or tokens.', copy: 'Copy diagnostics', copied: '{lines} lines of diagnostics copied', failed: 'That did not work; please try again', showLogs: 'Open the log folder',
  },
}
export default english
