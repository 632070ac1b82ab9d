// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { LogEntry } from '#shared/contract/history.ts'
import { i18n } from '../../../../../renderer/locales/i18n.ts'
import LogSection from '../../../../../renderer/features/tickets/page/right/LogSection.vue'

beforeEach(() => { setActivePinia(createPinia()) })

const entry = (changes: LogEntry['changes'], more: Partial<LogEntry> = {}): LogEntry => ({
  sequence: 2, at: '2026-09-29T07:01:00.000Z', operation: 'recompute', byName: '系统', onBehalfOf: null, role: 'system', organisation: null,
  stateBefore: 'unreplied', stateAfter: 'unreplied', changes, source: 'system', ...more,
})

async function linesOf(given: LogEntry): Promise<string[]> {
  const log = mount(LogSection, { props: { log: [given], all: true }, global: { plugins: [i18n] } })
  await log.get('button').trigger('click')
  return [log.get('button').text(), ...log.findAll('.gd-log-detail > div').map((line) => `${line.get('dt').text()}: ${line.get('dd').text()}`)]
}

describe('the operation log', () => {
  it('says in words which deadlines a changed calendar moved, from when to when', async () => {
    const lines = await linesOf(entry({
      resolveDueAt: { before: '2026-10-12T07:00:00.000Z', after: '2026-10-13T07:00:00.000Z' }, 'round.2': { before: '2026-10-09T02:00:00.000Z', after: '2026-10-10T02:00:00.000Z' },
      survey_follow_up: { before: '2026-10-09T01:00:00.000Z', after: '2026-10-10T01:00:00.000Z' }, provisionalDeadlines: { before: true, after: false },
    }))
    expect(lines[0]).toContain('系统 重算时限')
    expect(lines).toEqual(expect.arrayContaining([
      expect.stringMatching(/^及时解决时间: .*10-12 15:00.* → .*10-13 15:00/), expect.stringMatching(/^第 2 轮的回复时限: .*10-09 10:00.* → .*10-10 10:00/),
      expect.stringMatching(/^2 个工作日内跟进: .*10-09 09:00.* → .*10-10 09:00/), '时限待定: 是 → 否',
    ]))
    expect(lines.join('\n')).not.toMatch(/\d{4}-\d{2}-\d{2}T|ticket\.|survey_/)
  })

  it('still says the result of a survey as a word', async () => {
    const lines = await linesOf(entry({ survey_follow_up: { before: null, after: 'yes' } }, { operation: 'survey_result', byName: '方宁' }))
    expect(lines).toContain('2 个工作日内跟进: — → 是')
  })
})
