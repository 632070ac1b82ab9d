/** The address is needed until the browser has begun to write; a minute is more than that. In ms. */
const ADDRESS_LIFE_MS = 60_000

/** Hands a file to the browser, which saves it where its user wants downloads. Nothing in it is opened. */
export function saveToDisk(content: Blob, name: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), ADDRESS_LIFE_MS)
}
