/** Whether a text is the address of a server as the settings take it: http or https, nothing secret, no query. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^@?#\\\s]+$/i.test(text) && URL.canParse(text)
}
