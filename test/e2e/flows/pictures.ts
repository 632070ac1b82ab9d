import type { Page } from '@playwright/test'

/** A picture that a browser drew: stripes of a colour, so that what is shown can be told from a placeholder. */
export async function drawPicture(page: Page, colour: string, { width = 640, height = 480, type = 'image/png' }: { width?: number; height?: number; type?: 'image/png' | 'image/jpeg' } = {}): Promise<Buffer> {
  const address = await page.evaluate(({ colour, width, height, type }) => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width, height })
    const pen = canvas.getContext('2d')!
    pen.fillStyle = '#e8e2d6'
    pen.fillRect(0, 0, width, height)
    pen.fillStyle = colour
    for (let left = width / 12; left < width; left += width / 4) pen.fillRect(left, height / 8, width / 6, height * 0.75)
    return canvas.toDataURL(type, 0.9)
  }, { colour, width, height, type })
  return Buffer.from(address.split(',')[1]!, 'base64')
}

/** Puts a picture into the clipboard, as a screenshot does, and pastes it where the focus stands. */
export async function pastePicture(page: Page, picture: Buffer): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })])
  }, picture.toString('base64'))
  await page.keyboard.press('Control+v')
}
