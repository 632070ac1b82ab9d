import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Until nothing fades or moves any more: half way, a colour is neither what was nor what will be. */
const comesToRest = (page: Page): Promise<unknown> => page.evaluate(() => Promise.allSettled(
  document.getAnimations().filter(({ effect, playState }) => playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime)).map(({ finished }) => finished)))

/**
 * What axe calls serious or critical by WCAG 2.2 AA, in few words. No page of the program has frames, so one page is
 * asked (axe's legacy mode) instead of one part after the other; what is in order is not written out.
 */
export async function findings(page: Page): Promise<string[]> {
  await comesToRest(page)
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags(WCAG_22_AA).setLegacyMode().analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}

/** That nothing is found on what is shown, neither in the light nor in the dark theme. @param what it is, for whoever reads of a finding */
export async function expectNoFindings(page: Page, what: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    expect(await findings(page), `${what}, ${theme}`).toEqual([])
  }
}
