import { plusDays } from '../moments.ts'
import type { Story } from './story.ts'
import type { StoryKind } from './storyKind.ts'

const NOTHING = (): void => {}
const created = (story: Story): Date => story.plan.steps[0]!.at
/** Beyond the 40 days below which the system approves by itself. */
const lateVisit = (story: Story): Date => plusDays(created(story), story.random.whole(43, 58))

const unreplied = (count: number, tell: StoryKind['tell'], more: Partial<StoryKind> = {}): StoryKind =>
  ({ count, ends: 'unreplied', types: ['service', 'service', 'complaint', 'consult'], ageDays: [0.1, 1.2], tell, ...more })
const replied = (count: number, tell: StoryKind['tell'], more: Partial<StoryKind> = {}): StoryKind =>
  ({ count, ends: 'replied', types: ['service', 'service', 'complaint', 'consult'], ageDays: [1.2, 6], tell, ...more })
const resolved = (count: number, types: StoryKind['types'], tell: StoryKind['tell'], more: Partial<StoryKind> = {}): StoryKind =>
  ({ count, ends: 'resolved', types, ageDays: [2, 8], tell, ...more })

const UNREPLIED: readonly StoryKind[] = [
  unreplied(11, NOTHING, { replyDue: 'red' }),
  unreplied(7, NOTHING, { replyDue: 'blue' }),
  unreplied(10, NOTHING, { replyDue: 'later' }),
  unreplied(4, NOTHING, { ageDays: [0.005, 0.3] }),
  unreplied(5, (story) => { story.reply().feedback(story.after(3, 20, 'hotline')) }, { ageDays: [1, 3], types: ['service', 'complaint'] }),
  unreplied(2, (story) => { story.feedback(story.after(1, 10, 'hotline')) }, { types: ['complaint'] }),
  unreplied(2, (story) => { story.reply().resolve().close().decide('reject_closure') }, { ageDays: [3, 6], types: ['complaint'] }),
  unreplied(1, (story) => { story.requestReturn().decide('reject_return') }, { ageDays: [2, 3], types: ['service'] }),
  unreplied(1, (story) => { story.reply().resolve().says('reprocess', story.after(2, 12, 'hotline')) }, { ageDays: [2, 4], types: ['service'] }),
  unreplied(2, (story) => { story.says('escalate', story.after(1, 10, 'hotline')) }, { types: ['service'] }),
  unreplied(1, (story) => { story.reply().resolve().sendBack(story.after(1, 10)) }, { ageDays: [3, 5], types: ['complaint'] }),
  unreplied(3, NOTHING, { destination: 'head_office', types: ['service', 'complaint'] }),
]

const REPLIED: readonly StoryKind[] = [
  replied(23, (story) => { story.reply() }),
  replied(4, (story) => { story.assist(story.random.pick(['LINE-1', 'LINE-2'])).reply() }, { assistants: ['LINE-1', 'LINE-2'], types: ['service', 'complaint'] }),
  replied(3, (story) => { story.replyLate() }, { ageDays: [6, 10] }),
  replied(7, (story) => { story.requestReturn() }, { ageDays: [0.8, 3], types: ['service', 'complaint'] }),
  replied(4, (story) => { story.reply(story.after(0.5, 6)).requestVisit('extend', lateVisit(story), story.after(0.2, 10)) }, { ageDays: [1, 2], types: ['service', 'complaint'] }),
  replied(2, (story) => { story.reply(story.after(0.5, 6)).requestVisit('extend', plusDays(created(story), 20), story.after(0.2, 10)) }, { ageDays: [1, 2], types: ['service'] }),
  replied(1, (story) => { story.reply(story.after(0.5, 4)).requestVisit('extend', lateVisit(story), story.after(0.2, 5)).decide('reject_visit', story.after(0.5, 12)) }, { ageDays: [2, 3], types: ['service'] }),
  replied(2, (story) => { story.reply().evaluate(false, story.after(5, 24, 'hotline')) }, { ageDays: [3, 6], types: ['service'] }),
  replied(2, (story) => { story.reply().feedback().reply() }, { ageDays: [4, 7], types: ['service', 'complaint'] }),
  replied(2, (story) => { story.reply() }, { destination: 'head_office', types: ['service', 'complaint'] }),
]

const RESOLVED: readonly StoryKind[] = [
  resolved(11, ['service', 'consult'], (story) => { story.reply().resolve() }),
  resolved(9, ['complaint'], (story) => { story.reply().resolve().close(story.after(0.5, 12)) }),
  resolved(5, ['complaint'], (story) => { story.reply().resolve() }),
  resolved(2, ['complaint'], (story) => { story.close(story.after(1, 20)) }),
  resolved(1, ['service'], (story) => { story.reply().resolve().requestReturn(story.after(0.5, 6)) }),
  resolved(2, ['service'], (story) => { story.reply(story.after(0.5, 4)).resolve(story.after(0.5, 6)).requestVisit('extend', lateVisit(story), story.after(0.2, 4)) }, { ageDays: [1.5, 2.5] }),
]

const pending = (count: number, tell: StoryKind['tell'], more: Partial<StoryKind> = {}): StoryKind =>
  ({ count, ends: 'pending_submission', types: ['service', 'complaint', 'consult'], ageDays: [0.01, 2.5], submit: false, tell, ...more })

const PENDING: readonly StoryKind[] = [
  pending(7, NOTHING),
  pending(4, NOTHING, { destination: 'none' }),
  pending(2, (story) => { story.feedback(story.after(2, 20, 'hotline')) }, { ageDays: [0.5, 2] }),
  pending(6, (story) => { story.requestReturn().decide('approve_return') }, { ageDays: [2, 6], submit: true, types: ['service', 'complaint'] }),
]

const cancelled = (count: number, tell: StoryKind['tell'], more: Partial<StoryKind> = {}): StoryKind =>
  ({ count, ends: 'cancelled', types: ['service', 'complaint', 'consult'], ageDays: [3, 58], tell, ...more })

const CANCELLED: readonly StoryKind[] = [
  cancelled(5, (story) => { story.says('cancel', story.after(0.5, 20, 'hotline')) }, { submit: false }),
  cancelled(7, (story) => { story.says('cancel', story.after(0.5, 20, 'hotline')) }),
  cancelled(3, (story) => { story.reply().says('cancel', story.after(1, 30, 'hotline')) }),
  cancelled(2, (story) => { story.requestReturn().says('cancel', story.after(1, 30, 'hotline')) }),
]

/** Tickets that wait for somebody at the present moment, and those that were withdrawn. */
export const OPEN_STORIES: readonly StoryKind[] = [...UNREPLIED, ...REPLIED, ...RESOLVED, ...PENDING, ...CANCELLED]
