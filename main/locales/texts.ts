import type { ChangeableSettings } from '#shared/contract/ipc.ts'
import { english } from './en-US.ts'
import { chinese, type MainTexts } from './zh-CN.ts'

/** The texts of a language. */
export function textsOf(language: ChangeableSettings['language']): MainTexts {
  return language === 'en-US' ? english : chinese
}
