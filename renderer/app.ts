import './theme/index.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { connectClient } from './api/client.ts'
import App from './App.vue'
import { i18n } from './locales/i18n.ts'
import { createAppRouter } from './router.ts'
import { useClockStore } from './stores/clock.ts'
import { useConnectionStore } from './stores/connection.ts'
import { usePreferencesStore } from './stores/preferences.ts'
import { useSessionStore } from './stores/session.ts'
import { displayClockKey } from './time/displayClock.ts'

/** Puts the program together and shows it. */
async function start(): Promise<void> {
  const app = createApp(App)
  app.use(createPinia())
  app.use(i18n)
  const clock = useClockStore()
  const connection = useConnectionStore()
  const session = useSessionStore()
  const preferences = usePreferencesStore()
  connectClient({
    language: () => preferences.language,
    onOutcome: ({ reached, serverTime }) => {
      connection.noteOutcome(reached)
      if (serverTime !== null) clock.observe(serverTime)
    },
    onSession: session.take,
    onSessionEnd: session.end,
  })
  app.provide(displayClockKey, clock.display)
  // Without the texts of another language the program starts in Chinese.
  await preferences.start().catch(() => undefined)
  app.use(createAppRouter())
  app.mount('#app')
}

void start()
