import type { Story } from '../story.ts'
import { cancelled, closedEarly, returned } from './endings.ts'
import { lateEverywhere } from './lateEverywhere.ts'
import { wholeLife } from './wholeLife.ts'
import { consult, headOffice } from './withoutSurveys.ts'

export const STORIES: readonly Story[] = [wholeLife, lateEverywhere, closedEarly, returned, cancelled, consult, headOffice]
