import type zhBreachWords from '../zh-CN/breachWords.ts'
import type { SameKeys } from '../sameKeys.ts'

const breachWords: SameKeys<typeof zhBreachWords> = {
  late_contact: 'Late contact', late_follow_up: 'Late follow-up', late_process: 'Late processing', dissatisfied: 'Dissatisfied', second_complaint: 'Second complaint', late_reply: 'Late reply', late_resolve: 'Late resolution', wrong_return: 'Wrong return',
}
export default breachWords
