import { useI18n } from 'vue-i18n'

/** Words for why a message was not delivered: a stable code, with a detail behind a colon. Call in the setup of a component. */
export function useDeliveryWords(): (error: string | null) => string {
  const { t, te } = useI18n()
  return (error) => {
    if (error === null) return ''
    const [code = '', detail = ''] = error.split(/:(.*)/)
    const known = te(`administration.channels.error.${code}`)
    const words = t(`administration.channels.error.${known ? code : 'unknown'}`)
    return detail || !known ? `${words} · ${known ? detail : error}` : words
  }
}
