import { describe, expect, it } from 'vitest'
import { diagnosticsText, type DiagnosticFacts } from '../../../main/diagnostics/diagnostics.ts'
import { defaultSettings } from '../../../main/storage/settingsUpgrade.ts'

const { version: _version, trayExplained: _explained, ...settings } = defaultSettings
const facts: DiagnosticFacts = {
  at: '2026-11-22T08:00:00.000Z', versions: { version: '0.1.0', electron: '45.4.1', chrome: undefined, node: '24.21.0' }, system: 'Windows_NT 10.0.26100 x64',
  packaged: true, uptimeSeconds: 61, memoryMegabytes: 90,
  settings: { ...settings, serverUrl: 'https://gongdan.example.com', serverUrlIsFixed: false, updateUrlIsFixed: false },
  work: { inCall: false, waitingCalls: 0, unsavedForms: 1, sending: 0, waiting: 7, online: false },
  update: { kind: 'off', reason: 'no_feed' }, screens: '1920x1080+0+0@1', store: { open: true, protected: true }, logLines: ['{"event":"started"}'],
}

describe('the text of the diagnostics', () => {
  it('holds versions, settings, counts, connection, state of store and updates, and the last log lines', () => {
    const text = diagnosticsText(facts)
    for (const line of ['version: 0.1.0', 'electron: 45.4.1', 'system: Windows_NT 10.0.26100 x64', 'serverUrl: https://gongdan.example.com', 'waiting: 7', 'unsavedForms: 1', 'online: false', 'kind: off', 'reason: no_feed', 'protected: true', '{"event":"started"}']) {
      expect(text.split('\n')).toContain(line)
    }
    expect(text).not.toContain('undefined')
  })

  it('shows no secret that stands in an address', () => {
    const text = diagnosticsText({ ...facts, settings: { ...facts.settings, updateUrl: 'https://reader:secret@updates.example/feed?token=abc' } })
    expect(text).toContain('updateUrl: https://updates.example/feed')
    expect(text).not.toMatch(/secret|token=|reader/)
  })
})
