/**
 * Reads a record kept on this machine.
 * @param isRecord tells whether what was found (perhaps of an older version) can be used
 * @returns undefined where nothing usable is kept
 */
export function readLocal<Kept>(name: string, isRecord: (value: unknown) => value is Kept): Kept | undefined {
  try {
    const text = localStorage.getItem(name)
    const value: unknown = text === null ? undefined : JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    // Storage may be switched off or hold something else; the program then starts without the record.
    return undefined
  }
}

/** Keeps a record on this machine; without storage it lives until the page is closed. */
export function writeLocal(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value))
  } catch {
    // Full or switched off: nothing else depends on it.
  }
}
