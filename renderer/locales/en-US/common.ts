import type zhCommon from '../zh-CN/common.ts'
import type { SameKeys } from '../sameKeys.ts'

const common: SameKeys<typeof zhCommon> = {
  productName: 'Gongdan work orders',
  action: {
    cancel: 'Cancel', confirm: 'OK', close: 'Close', save: 'Save', submit: 'Submit', search: 'Search', reset: 'Reset', refresh: 'Refresh',
    download: 'Download', add: 'Add', remove: 'Remove', edit: 'Change', copy: 'Copy', copied: 'Copied', copyRequestId: 'Copy request id',
    retryNow: 'Try again now', showAll: 'Show all', show: 'Show', hide: 'Hide', back: 'Back', open: 'Open', previousPage: 'Previous', nextPage: 'Next',
    clearConditions: 'Clear conditions', switchAccount: 'Sign in as somebody else', more: 'More', discard: 'Discard', keep: 'Keep',
  },
  time: { today: 'Today', updatedAt: 'Updated {time}', seconds: '{count} s' },
  weekday: { sunday: 'Sun', monday: 'Mon', tuesday: 'Tue', wednesday: 'Wed', thursday: 'Thu', friday: 'Fri', saturday: 'Sat' },
  month: {
    words: '{name} {year}', pick: 'MMM YYYY', previous: 'Previous month', next: 'Next month',
    name: { 1: 'January', 2: 'February', 3: 'March', 4: 'April', 5: 'May', 6: 'June', 7: 'July', 8: 'August', 9: 'September', 10: 'October', 11: 'November', 12: 'December' },
  },
  duration: {
    left: '{span} left',
    overdue: '{span} late',
    short: { days: '{days}d', daysHours: '{days}d {hours}h', hoursMinutes: '{hours}h {minutes}m', minutes: '{minutes}m', underMinute: '<1m' },
    long: { days: '{days} d', daysHours: '{days} d {hours} h', hoursMinutes: '{hours} h {minutes} min', minutes: '{minutes} min', underMinute: 'under 1 min' },
  },
  alert: { timely: 'In time', late: 'Late', none: 'No reply deadline is open' },
  error: { time: 'Time', code: 'Error', requestId: 'Request id' },
  state: {
    loading: 'Reading', loadingSeconds: 'Reading, {count} s so far', lastSuccess: 'Last success {time}', retryIn: 'Trying again in {count} s',
    partFailed: 'This part could not be shown', partFailedTodo: 'The rest of the page goes on. If it happens again, reload the program.', empty: 'Nothing here', lineSeparator: ', ',
  },
  form: {
    characters: '{count} / {max}', unsaved: 'Holds text that is not submitted', savedAt: 'Kept on this machine {time}',
    keepingFailed: { full: 'Cannot be saved: this machine\'s disk is full. The text is still here; please make room', failed: 'Not saved on this machine. The text is still here; do not close the program' },
    discardQuestion: '“{title}” holds text that is not submitted; closing throws it away.', discardConfirm: 'Discard and close', keepWriting: 'Go on writing',
  },
  phone: { reveal: 'Show', revealHint: 'Shows the number; this is logged', call: 'Call' },
}
export default common
