import { describe, expect, it } from 'vitest'
import { textsOf } from '../../../main/locales/texts.ts'
import { trayActions, trayView } from '../../../main/tray/trayView.ts'

const chinese = textsOf('zh-CN')
const quiet = { unread: 0, waitingCalls: 0, doNotDisturb: false }

describe('the tray', () => {
  it('says how many calls and messages wait, calls first', () => {
    const view = trayView({ unread: 12, waitingCalls: 2, doNotDisturb: false }, chinese)
    expect(view.toolTip).toBe('客服工单系统\n2 个来电未看\n12 条未读消息')
    expect(view.menu.slice(0, 2)).toEqual([{ kind: 'line', label: '2 个来电未看' }, { kind: 'line', label: '12 条未读消息' }])
  })
  it('says that there is nothing, in the menu alone', () => {
    const view = trayView(quiet, chinese)
    expect(view.toolTip).toBe('客服工单系统')
    expect(view.menu[0]).toEqual({ kind: 'line', label: '没有未读消息' })
  })
  it('offers every action once, and shows whether it is quiet', () => {
    const actions = (doNotDisturb: boolean) => trayView({ ...quiet, doNotDisturb }, chinese).menu.filter((entry) => entry.kind === 'action')
    expect(actions(false).map(({ action }) => action).sort()).toEqual([...trayActions].sort())
    expect(actions(true).find(({ action }) => action === 'doNotDisturb')).toMatchObject({ checked: true })
    expect(actions(false).find(({ action }) => action === 'doNotDisturb')).toMatchObject({ checked: false })
  })
  it('fits into the 127 characters of a Windows tooltip, in both languages', () => {
    for (const language of ['zh-CN', 'en-US'] as const) {
      expect(trayView({ unread: 99_999, waitingCalls: 99_999, doNotDisturb: true }, textsOf(language)).toolTip.length).toBeLessThan(128)
    }
  })
})
