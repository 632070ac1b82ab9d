import { test as base } from '@playwright/test'

/** Playwright's test, after which everybody who came with a browser of his own is gone: nobody works on beside the next. */
export const test = base.extend<{ goneAfterwards: void }>({
  goneAfterwards: [async ({ browser }, use) => {
    await use()
    await Promise.all(browser.contexts().map((context) => context.close()))
  }, { auto: true }],
})
