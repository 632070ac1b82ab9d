import { expect, type Page } from '@playwright/test'

/** Waits until the messages that stand there on the home page have been looked at: only what comes after that is new. */
export const messagesLookedAt = (page: Page): Promise<void> => expect(page.locator('.gd-messages-row').first()).toBeVisible()
