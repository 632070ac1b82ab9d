/** How much larger than it fits a picture may be shown. */
export const ZOOM_STEPS = [1, 1.5, 2, 3, 4, 6, 8] as const

/** The step beside the present one; the last one stays the last. */
export function zoomed(present: number, steps: number): number {
  const at = ZOOM_STEPS.findIndex((step) => step >= present)
  const next = Math.min(ZOOM_STEPS.length - 1, Math.max(0, at + steps))
  return ZOOM_STEPS[next] ?? 1
}
