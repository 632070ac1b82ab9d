import { useCallDeskStore } from '../features/calls/desk/callDesk.ts'

/**
 * Opens a new call form in a tab of its own; forms that are open stay.
 * @param phone the number that the agent typed, where there is one
 */
export function openCallForm(phone = ''): void {
  useCallDeskStore().openTyped(phone)
}
