import { createI18n } from 'vue-i18n'
import chinese from './zh-CN.ts'

/** Languages of the interface; the first is the one it starts with. */
export const languages = ['zh-CN', 'en-US'] as const
export type Language = (typeof languages)[number]

/** The program's texts. English is fetched when somebody asks for it. */
export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN' as Language,
  fallbackLocale: 'zh-CN' as Language,
  messages: { 'zh-CN': chinese } as Partial<Record<Language, typeof chinese>>,
  missingWarn: import.meta.env?.DEV ?? false,
  fallbackWarn: false,
})

/**
 * Shows the interface in a language, fetching its texts where needed.
 * @throws Error where the texts cannot be fetched; the language then stays as it was
 */
export async function showLanguage(language: Language): Promise<void> {
  if (language === 'en-US' && !i18n.global.availableLocales.includes('en-US')) {
    const english = await import('./en-US.ts')
    i18n.global.setLocaleMessage('en-US', english.default)
  }
  i18n.global.locale.value = language
  document.documentElement.lang = language
}
