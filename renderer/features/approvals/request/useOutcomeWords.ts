import { useI18n } from 'vue-i18n'
import type { OperationPreview } from '../../tickets/operations/preview.ts'
import { useConsequenceWords } from '../../tickets/operations/useConsequenceWords.ts'

/** Spells out an outcome: `已回复 → 待提交，派单结束，违约撤回。` Call in the setup of a component. */
export function useOutcomeWords(): (preview: OperationPreview) => string {
  const { t, te } = useI18n()
  const words = useConsequenceWords()
  return ({ before, after, consequences }) => {
    const move = before === after
      ? t('approval.decide.stays', { state: t(`enums.state.${before}`) })
      : t('approval.decide.outcome', { before: t(`enums.state.${before}`), after: t(`enums.state.${after}`) })
    const rest = consequences.map((one) => (te(`approval.consequence.${one.id}`) ? t(`approval.consequence.${one.id}`, { number: one.number ?? '' }) : words(one)))
    return `${[move, ...(rest.length ? rest : [t('approval.decide.nothingElse')])].join(t('ticket.how.separator'))}${t('operation.stop')}`
  }
}
