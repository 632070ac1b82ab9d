export type Preventable<Details> = Details & { preventDefault(): void; readonly defaultPrevented: boolean }

/** An event of Electron: its details, and whether a listener prevented what would follow. */
export function preventable<Details extends object>(details: Details): Preventable<Details> {
  let prevented = false
  return Object.defineProperties(details, {
    preventDefault: { value: () => (prevented = true) },
    defaultPrevented: { get: () => prevented },
  }) as Preventable<Details>
}
