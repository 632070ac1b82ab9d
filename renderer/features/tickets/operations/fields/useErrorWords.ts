import { useI18n } from 'vue-i18n'

/** Words for the codes under a field. Call in the setup of a component. */
export function useErrorWords(): (codes: readonly string[]) => string[] {
  const { t, te } = useI18n()
  return (codes) => [...new Set(codes.map((code) => t(te(`errors.field.${code}`) ? `errors.field.${code}` : 'errors.field.unknown')))]
}
