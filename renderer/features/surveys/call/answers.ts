import type { Survey } from '#shared/contract/survey.ts'
import { answerErrors, isQuestion, type SurveyAnswer } from '#shared/domain/survey/task.ts'

/** What has been entered for each task of a call, by the task's id. */
export type Answers = Readonly<Record<string, SurveyAnswer>>

/** Whether everything that the task asks for is there. */
export const isComplete = (task: Pick<Survey, 'kind'>, answer: SurveyAnswer | undefined): answer is SurveyAnswer =>
  answer !== undefined && Object.keys(answerErrors(task.kind, answer)).length === 0

/** What begins and is not complete: a satisfaction survey with only one of its two. */
export const isBegun = (task: Pick<Survey, 'kind'>, answer: SurveyAnswer | undefined): boolean =>
  answer !== undefined && !isComplete(task, answer) && Object.values(answer).some((value) => value !== undefined && value !== '' && value !== null)

/** Yes and no mean the outcome of a question, and of satisfaction whether it is processed. */
export const withYesOrNo = (task: Pick<Survey, 'kind'>, answer: SurveyAnswer | undefined, yes: boolean): SurveyAnswer =>
  isQuestion(task.kind) ? { outcome: yes ? 'yes' : 'no' } : { ...answer, processed: yes }

/** The first task from `index` on that is not complete, then from the beginning; the last where all are. */
export function nextToAsk(tasks: readonly Pick<Survey, 'id' | 'kind'>[], answers: Answers, index: number): number {
  const open = (task: Pick<Survey, 'id' | 'kind'>): boolean => !isComplete(task, answers[task.id])
  const after = tasks.findIndex((task, at) => at >= index && open(task))
  return after >= 0 ? after : Math.max(0, tasks.findIndex(open) >= 0 ? tasks.findIndex(open) : tasks.length - 1)
}
