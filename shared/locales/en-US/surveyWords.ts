import type chinese from '../zh-CN/surveyWords.ts'
import type { SameKeys } from '../sameKeys.ts'

const words: SameKeys<typeof chinese> = {
  kind: { survey_contact: 'Contact within 4 h', survey_follow_up: 'Follow-up in 2 days', survey_resolution: 'Final solution', survey_satisfaction: 'Satisfaction' },
  outcome: { yes: 'Yes', no: 'No', unreachable: 'Not reached' },
  processedYes: 'Processed', processedNo: 'Not processed',
}
export default words
