/** Whether the server masked the number (138****5678). */
export const isMaskedPhone = (phone: string): boolean => phone.includes('*')

/**
 * Spaces an eleven-digit mobile number as `139 0000 2671`; masked and other numbers stay as they are.
 * @param phone as the server sent it: digits only, or masked
 */
export function spacePhone(phone: string): string {
  return /^1\d{10}$/.test(phone) ? `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}` : phone
}
