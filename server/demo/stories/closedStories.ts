import { plusDays, plusHours } from '../moments.ts'
import type { Story } from './story.ts'
import type { StoryKind } from './storyKind.ts'

/** Most customers are asked afterwards. */
const EVALUATED_SHARE = 0.6
const evaluated = (story: Story): void => {
  if (story.random.chance(EVALUATED_SHARE)) story.evaluate(true)
}

/** A complaint's end: the mall asks, the approver or the department agrees. A department in the mall's place asks nobody. */
const closeComplaint = (story: Story): void => {
  story.close()
  if (story.headOffice) return
  story.decide('approve_closure', story.after(0.5, 20), story.random.chance(0.6) ? 'approver' : 'department')
}
const finish = (story: Story): void => {
  if (story.type === 'complaint') closeComplaint(story)
  else story.close()
  evaluated(story)
}

const TWO_MONTHS: readonly [number, number] = [6, 61]
const closed = (count: number, types: StoryKind['types'], tell: StoryKind['tell'], more: Partial<StoryKind> = {}): StoryKind =>
  ({ count, ends: 'closed', types, ageDays: TWO_MONTHS, tell, ...more })

/** Tickets that came to an end, by the ways in which they do. */
export const CLOSED_STORIES: readonly StoryKind[] = [
  closed(32, ['service'], (story) => { story.reply().close(); evaluated(story) }),
  closed(20, ['service'], (story) => { story.reply().resolve().close(); evaluated(story) }),
  closed(10, ['service', 'consult'], (story) => { story.close(story.after(0.5, 20)); evaluated(story) }),
  closed(16, ['consult'], (story) => { story.reply().close() }),
  closed(20, ['complaint'], (story) => { story.reply().resolve(); closeComplaint(story); evaluated(story) }),
  closed(5, ['complaint'], (story) => { story.reply().resolve().close().decide('reject_closure').reply().resolve(); closeComplaint(story); evaluated(story) }),
  closed(4, ['complaint'], (story) => { story.reply().resolve().close(story.after(1, 30), 'department') }),
  closed(7, ['service', 'complaint'], (story) => { story.reply().feedback().reply().resolve(); finish(story) }),
  closed(4, ['service', 'complaint'], (story) => { story.feedback(story.after(2, 12, 'hotline')).reply(); finish(story) }),
  closed(8, ['service', 'complaint', 'consult'], (story) => { story.replyLate().resolve(); finish(story) }, { ageDays: [9, 61] }),
  closed(6, ['service', 'complaint'], (story) => { story.reply().resolve(story.past(story.resolveDueAt, 60)); finish(story) }, { ageDays: [14, 61] }),
  closed(4, ['service'], (story) => { story.reply().evaluate(true, story.after(20, 60, 'hotline')) }),
  closed(4, ['service', 'complaint'], (story) => { story.requestReturn().decide('reject_return').reply().resolve(); finish(story) }, { ageDays: [10, 61] }),
  closed(4, ['service', 'complaint'], (story) => { story.requestReturn().decide('approve_return').submitTo(story.otherMall()).reply(); finish(story) }, { ageDays: [10, 61] }),
  closed(5, ['service'], (story) => { story.reply().says('escalate', story.after(4, 40, 'hotline')).reply(story.after(1, 8)).resolve(); closeComplaint(story); evaluated(story) }),
  closed(4, ['complaint'], (story) => {
    story.reply().feedback(story.past(story.resolveDueAt, 40, 'hotline')).reply().resolve()
    closeComplaint(story)
    evaluated(story)
  }, { ageDays: [18, 61] }),
  closed(4, ['service', 'complaint'], (story) => { story.reply().resolve(); finish(story) }, { destination: 'head_office' }),
  closed(4, ['service'], (story) => { story.reply().requestVisit('extend', plusDays(story.resolveDueAt ?? story.at, story.random.whole(3, 9))).resolve(); finish(story) }),
  closed(3, ['service'], (story) => { story.reply().requestVisit('advance', plusHours(story.at, 70), story.after(0.2, 5)).resolve(); finish(story) }),
  closed(3, ['service', 'complaint'], (story) => {
    story.reply().requestVisit('extend', plusDays(story.plan.steps[0]!.at, story.random.whole(42, 55)), story.after(0.2, 8)).decide('approve_visit').resolve()
    finish(story)
  }, { ageDays: [12, 40] }),
  closed(5, ['service', 'complaint'], (story) => { story.nameAssistant('LINE-1').assist('LINE-1').reply().resolve(); finish(story) }),
  closed(4, ['complaint', 'service'], (story) => { story.reply().resolve().sendBack().reply().resolve(); finish(story) }),
  closed(3, ['service'], (story) => { story.reply().resolve().evaluate(false).says('reprocess', story.after(0.2, 5, 'hotline')).reply().resolve(); finish(story) }),
]
