import { describe, expect, it } from 'vitest'
import { CALL_NEWS_LASTS_MS, isCallNews, tellingsOf } from '#shared/domain/calls/news.ts'

const at = (seconds: number): Date => new Date(Date.UTC(2026, 2, 4, 2, 0, seconds))
const quiet = { answeredAt: null, endedAt: null }

describe('who is told of a call', () => {
  it('is the agent at whose extension it rings, and nobody where there is none', () => {
    expect(tellingsOf({ ...quiet, agentUserId: 1 }, { event: 'ringing', at: at(0), agentUserId: 1 }, [])).toEqual([{ agentUserId: 1, event: 'ringing', at: at(0) }])
    expect(tellingsOf({ ...quiet, agentUserId: null }, { event: 'ringing', at: at(0), agentUserId: null }, [])).toEqual([])
  })

  it('is everybody at whose desk it rang, when a colleague answers or it ends', () => {
    expect(tellingsOf({ ...quiet, agentUserId: 2, answeredAt: at(5) }, { event: 'answered', at: at(5), agentUserId: 2 }, [1, 2, 3])).toEqual([
      { agentUserId: 2, event: 'answered', at: at(5) }, { agentUserId: 1, event: 'ended', at: at(5) }, { agentUserId: 3, event: 'ended', at: at(5) },
    ])
    expect(tellingsOf({ ...quiet, agentUserId: null, endedAt: at(9) }, { event: 'ended', at: at(9), agentUserId: null }, [1])).toEqual([{ agentUserId: 1, event: 'ended', at: at(9) }])
  })

  it('is not disturbed by a colleague at whose desk it rings as well', () => {
    expect(tellingsOf({ ...quiet, agentUserId: 2 }, { event: 'ringing', at: at(1), agentUserId: 2 }, [1])).toHaveLength(1)
  })

  it('hears that it is over too, where the ringing comes late', () => {
    expect(tellingsOf({ agentUserId: 2, answeredAt: at(5), endedAt: null }, { event: 'ringing', at: at(0), agentUserId: 1 }, [2])).toEqual([
      { agentUserId: 1, event: 'ringing', at: at(0) }, { agentUserId: 1, event: 'ended', at: at(5) },
    ])
    expect(tellingsOf({ agentUserId: 1, answeredAt: null, endedAt: at(9) }, { event: 'ringing', at: at(0), agentUserId: 1 }, [1])).toEqual([
      { agentUserId: 1, event: 'ringing', at: at(0) }, { agentUserId: 1, event: 'ended', at: at(9) },
    ])
  })

  it('hears of a call that was passed back to him after another had answered it', () => {
    expect(tellingsOf({ agentUserId: 1, answeredAt: at(5), endedAt: null }, { event: 'ringing', at: at(60), agentUserId: 1 }, [1, 2])).toEqual([{ agentUserId: 1, event: 'ringing', at: at(60) }])
  })
})

describe('what is of the past', () => {
  it('is told no more after ten minutes', () => {
    const now = at(0)
    expect(isCallNews(new Date(now.getTime() - CALL_NEWS_LASTS_MS), now)).toBe(true)
    expect(isCallNews(new Date(now.getTime() - CALL_NEWS_LASTS_MS - 1), now)).toBe(false)
    expect(isCallNews(new Date(now.getTime() + 60_000), now)).toBe(true)
  })
})
