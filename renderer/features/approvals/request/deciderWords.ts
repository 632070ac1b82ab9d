import type { Approval } from '#shared/contract/approval.ts'

type Translate = (key: string, values?: Record<string, unknown>) => string

/** Who decided, and in whose place: `方宁 代 许文`; the system where it decided by itself, nothing where nobody did. */
export function deciderWords(approval: Pick<Approval, 'state' | 'decidedBy' | 'decidedFor'>, t: Translate): string {
  if (approval.decidedBy && approval.decidedFor) return t('approval.outcome.behalf', { who: approval.decidedBy, for: approval.decidedFor })
  if (approval.decidedBy) return approval.decidedBy
  return approval.state === 'approved' ? t('approval.automatic') : ''
}
