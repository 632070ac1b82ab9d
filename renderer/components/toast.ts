import { ElMessage } from 'element-plus'

const shownFor = 3500

/** Confirms something that was done. A toast is never the only place where an error stands. */
export function toastSuccess(message: string): void {
  ElMessage({ type: 'success', message, duration: shownFor, grouping: true, customClass: 'gd-toast' })
}

/** Says something in passing. */
export function toastNote(message: string): void {
  ElMessage({ type: 'info', message, duration: shownFor, grouping: true, customClass: 'gd-toast' })
}

/** Points at an error that also stands in the page. */
export function toastFailure(message: string): void {
  ElMessage({ type: 'error', message, duration: 6000, grouping: true, showClose: true, customClass: 'gd-toast' })
}
