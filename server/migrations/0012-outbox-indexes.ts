/**
 * Every write of a message pays for each index. Workers look by channel (0008), and what leaves the program has an id of its
 * own in `dispatches` (0011): nothing looks by these any more.
 */
export const statements = ['ALTER TABLE outbox DROP KEY outbox_due, DROP KEY outbox_message']
