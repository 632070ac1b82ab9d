/** In device-independent px, as Electron counts. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where a window stood. The bounds are those of the window that is not maximised. */
export interface WindowPlace {
  readonly bounds: Area
  readonly maximised: boolean
}

/** A screen of this machine: all of it, and what the taskbar leaves. */
export interface Screen {
  readonly bounds: Area
  readonly workArea: Area
  readonly scaleFactor: number
}

export const standardSize = { width: 1366, height: 768 } as const
export const smallestSize = { width: 1024, height: 640 } as const
/** So much of the title bar must be on a screen for a hand to get hold of it. */
const graspable = { width: 160, height: 24 } as const

/** Names a set of screens: the same ones in the same arrangement and scale, in whatever order the system tells them. */
export function screenSetKey(screens: readonly Screen[]): string {
  return screens
    .map(({ bounds, scaleFactor }) => `${bounds.width}x${bounds.height}+${bounds.x}+${bounds.y}@${scaleFactor}`)
    .sort()
    .join(' ')
}

function overlap(one: Area, other: Area): { width: number; height: number } {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
  return { width: Math.max(0, width), height: Math.max(0, height) }
}

/** Whether a window at this place can be seen and moved: its title bar lies on a screen, wide enough to be taken. */
export function isReachable(bounds: Area, screens: readonly Screen[]): boolean {
  const titleBar = { ...bounds, height: Math.min(bounds.height, 44) }
  return screens.some(({ workArea }) => {
    const seen = overlap(titleBar, workArea)
    return seen.width >= graspable.width && seen.height >= graspable.height
  })
}

/** The standard window in the middle of a screen, no larger than the screen lets it be. */
function middleOf({ workArea }: Screen): Area {
  const width = Math.min(standardSize.width, workArea.width)
  const height = Math.min(standardSize.height, workArea.height)
  return { x: workArea.x + Math.floor((workArea.width - width) / 2), y: workArea.y + Math.floor((workArea.height - height) / 2), width, height }
}

/**
 * Where the window opens: where it stood with these screens if it can be reached there, else in the middle of the primary one.
 * @param kept what was remembered of this set of screens
 * @param screens all screens, the primary one first
 */
export function placeFor(kept: WindowPlace | undefined, screens: readonly [Screen, ...Screen[]]): WindowPlace {
  if (kept === undefined || !isReachable(kept.bounds, screens)) return { bounds: middleOf(screens[0]), maximised: kept?.maximised ?? false }
  const { bounds, maximised } = kept
  return { bounds: { ...bounds, width: Math.max(bounds.width, smallestSize.width), height: Math.max(bounds.height, smallestSize.height) }, maximised }
}
