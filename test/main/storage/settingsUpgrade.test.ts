import { describe, expect, it } from 'vitest'
import { defaultSettings, normalizeServerUrl, settingsVersion, upgradeSettings } from '../../../main/storage/settingsUpgrade.ts'

describe('upgrading the settings', () => {
  it.each([undefined, null, {}, [], 'text', 7])('makes the defaults of %j', (stored) => {
    expect(upgradeSettings(stored)).toEqual(defaultSettings)
  })

  it('takes what an unversioned file says', () => {
    expect(upgradeSettings({ serverUrl: 'https://gongdan.example.com', theme: 'dark', language: 'en-US' })).toEqual({
      version: settingsVersion,
      serverUrl: 'https://gongdan.example.com',
      theme: 'dark',
      language: 'en-US',
      doNotDisturb: false,
      closeToTray: true,
      startAtLogin: false,
      updateUrl: '',
      trayExplained: false,
      saveFolder: '',
    })
  })

  it('keeps what is set for the tray, the start and the updates, and no address that is none', () => {
    const set = { closeToTray: false, startAtLogin: true, updateUrl: 'https://updates.example/feed', trayExplained: true }
    expect(upgradeSettings({ version: 1, ...set })).toEqual({ ...defaultSettings, ...set })
    expect(upgradeSettings({ version: 1, updateUrl: 'file:///c/updates', closeToTray: 'no' })).toEqual(defaultSettings)
  })

  it('keeps that somebody is not to be disturbed, as far as it is a yes or a no', () => {
    expect(upgradeSettings({ version: 1, doNotDisturb: true }).doNotDisturb).toBe(true)
    expect(upgradeSettings({ version: 1, doNotDisturb: 'yes' }).doNotDisturb).toBe(false)
  })

  it('replaces single values that are wrong and keeps the others', () => {
    expect(upgradeSettings({ version: 1, serverUrl: 'file:///etc/passwd', theme: 'pink', language: 'en-US' })).toEqual({
      ...defaultSettings,
      language: 'en-US',
    })
  })

  it('keeps what it can read of a newer version, without its unknown values', () => {
    expect(upgradeSettings({ version: 99, theme: 'light', novelty: true })).toEqual({ ...defaultSettings, theme: 'light' })
  })

  it('leaves its own result as it is', () => {
    const once = upgradeSettings({ serverUrl: 'HTTP://Server.Example:8080/' })
    expect(upgradeSettings(once)).toEqual(once)
  })
})

it('writes the address of a server in one form', () => {
  expect(normalizeServerUrl('HTTP://Server.Example:80/')).toBe('http://server.example')
  expect(normalizeServerUrl('https://server.example/gongdan//')).toBe('https://server.example/gongdan')
})

it('refuses addresses that carry credentials, a query or a fragment', () => {
  for (const serverUrl of [
    'http://user:secret@server.example',
    'http://server.example?x=1',
    'http://server.example/#x',
    'http://a b',
  ]) {
    expect(upgradeSettings({ version: 1, serverUrl }).serverUrl).toBe(defaultSettings.serverUrl)
  }
})
