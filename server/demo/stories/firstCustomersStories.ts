import type { TicketState } from '#shared/domain/ticket/states.ts'
import type { DemoCustomer } from '../customers.ts'
import { plusDays, type Moments } from '../moments.ts'
import type { Problem } from '../texts/problems.ts'
import type { Story, StoryStart } from './story.ts'

const GREY_DOORS: Problem = {
  cause: 'color_difference',
  said: () => '主卧衣柜六块门板里有两块颜色偏黄，和样板不一样，安装的时候就说了，师傅让我先用着。我要求换成同一批次的。',
  again: () => '换上的两块还是偏黄，要求六块一次换齐，同一批次，不要再来一块一块地试。',
}
const CHAIR_FEET: Problem = {
  cause: 'missing_part', said: () => '餐椅的脚垫掉了三个，地板划出了印子，请补一套脚垫，最好师傅来换。', again: () => '脚垫还没有收到，请查一下。',
}
const CARE: Problem = { cause: 'product_question', said: () => '餐桌是实木贴皮的，想问能不能用酒精擦，开裂了保不保。', again: () => '请把保养说明发给我。' }

/** The customer of the guides: an open complaint in its second round, an answered service ticket, and one from long ago. */
export function firstCustomersStories(
  customer: DemoCustomer, moments: Moments, tell: (start: StoryStart, ends: TicketState, story: (story: Story) => void) => Story,
): void {
  const [wardrobe, chairs] = customer.contracts
  const { present } = moments
  tell({ type: 'consult', customer, contract: chairs, problem: CARE, at: moments.between(plusDays(present, -48), plusDays(present, -45), 'hotline') }, 'closed',
    (story) => { story.reply().close() })
  tell({ type: 'service', customer, contract: wardrobe, problem: GREY_DOORS, at: moments.between(plusDays(present, -4), plusDays(present, -3.2), 'hotline'), assistants: ['LINE-1'] }, 'unreplied',
    (story) => { story.reply(story.after(0.5, 12)).says('escalate', story.after(1, 8, 'hotline')).assist('LINE-1', story.after(0.5, 5)).feedback(story.after(1, 16, 'hotline')) })
  tell({ type: 'service', customer, contract: chairs, problem: CHAIR_FEET, at: moments.between(plusDays(present, -2), plusDays(present, -1.5), 'hotline') }, 'replied',
    (story) => { story.reply(story.after(0.5, 12)) })
}
