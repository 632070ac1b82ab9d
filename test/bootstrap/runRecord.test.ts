import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { identify, isRunning } from '#server/bootstrap/processIdentity.mjs'
import { takeRunRecord } from '#server/bootstrap/runRecord.mjs'

let folder: string
let path: string
const ours = { url: 'http://127.0.0.1:1', marker: 'node' }
const dead = { role: 'start', pid: 2 ** 22 + 1, startedAt: '1', marker: 'node' }
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gongdan-record-'))
  path = join(folder, 'run/gongdan.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A process that sleeps, in a group of its own as ours are. */
function startSleeper() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000) // sleeper'], { detached: true, stdio: 'ignore' })
  return { child, ended: new Promise((resolve) => child.once('exit', resolve)), pid: child.pid ?? 0 }
}

describe('the record of a run', () => {
  it('is taken by one of two that start at once', async () => {
    const outcomes = await Promise.allSettled([takeRunRecord(path, ours), takeRunRecord(path, ours)])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason.message).toMatch(/already runs on this data folder/)
  })

  it('is free again after a release, and only its owner reads it', async () => {
    const register = await takeRunRecord(path, ours)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    register.release()
    expect(existsSync(path)).toBe(false)
    await takeRunRecord(path, ours)
  })

  it('of a killed run is taken over, and what that run left running is stopped', async () => {
    const sleeper = startSleeper()
    const register = await takeRunRecord(path, ours)
    register.add('server', sleeper.pid, 'sleeper')
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), supervisor: dead }))
    const stopped: string[] = []
    await takeRunRecord(path, { ...ours, onLeftover: ({ role }) => stopped.push(role) })
    await sleeper.ended
    expect(stopped).toEqual(['server'])
  })

  it('never makes us stop a stranger that has taken over a number', async () => {
    const sleeper = startSleeper()
    const register = await takeRunRecord(path, ours)
    register.add('server', sleeper.pid, 'another command line')
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), supervisor: dead }))
    await takeRunRecord(path, ours)
    expect(sleeper.child.exitCode).toBeNull()
    expect(sleeper.child.signalCode).toBeNull()
    sleeper.child.kill('SIGKILL')
    await sleeper.ended
  })

  it('that cannot be read is replaced', async () => {
    const register = await takeRunRecord(path, ours)
    register.release()
    writeFileSync(path, '{ half')
    await takeRunRecord(path, ours)
    expect(JSON.parse(readFileSync(path, 'utf8')).supervisor.pid).toBe(process.pid)
  })
})

describe('the identity of a process', () => {
  it('holds while it runs, and not for another start or command line', () => {
    const self = identify('tests', process.pid, 'node')
    expect(isRunning(self)).toBe(true)
    expect(isRunning({ ...self, startedAt: '1' })).toBe(false)
    expect(isRunning({ ...self, marker: 'not in the command line' })).toBe(false)
    expect(isRunning(dead)).toBe(false)
  })
})
