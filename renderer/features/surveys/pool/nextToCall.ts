import type { Survey } from '#shared/contract/survey.ts'

/**
 * The task that opens by itself after a call: the next open one of another customer, else the first there is.
 * @param items in the order of the list
 * @param currentId the task that was in front
 * @param called the customer who has just been called
 */
export function nextToCall<Task extends Pick<Survey, 'id' | 'state'> & { customer: Pick<Survey['customer'], 'id'> }>(items: readonly Task[], currentId: string | null, called: string): Task | null {
  const waits = (task: Task): boolean => task.state === 'open' && task.customer.id !== called
  const index = items.findIndex(({ id }) => id === currentId)
  return items.slice(index + 1).find(waits) ?? items.find(waits) ?? null
}
