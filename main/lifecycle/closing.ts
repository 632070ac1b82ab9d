/** What the closing of the window means. */
export type ClosingAnswer =
  /** The program ends (its question about unsaved text was answered): the window may go. */
  | 'close'
  | 'hide'
  /** Hide, and tell this once where the program is. */
  | 'explain'
  /** End the program; it asks about unsaved text itself. */
  | 'quit'

export interface ClosingFacts {
  /** The program is ending. */
  readonly quitting: boolean
  readonly hasTray: boolean
  /** The person's setting. */
  readonly closeToTray: boolean
  /** Whether he was told that the program stays in the tray. */
  readonly explained: boolean
  readonly platform: string
}

export function answerToClosing({ quitting, hasTray, closeToTray, explained, platform }: ClosingFacts): ClosingAnswer {
  if (quitting) return 'close'
  // There a window's red button never ends a program.
  if (platform === 'darwin') return 'hide'
  if (!closeToTray || !hasTray) return 'quit'
  return explained ? 'hide' : 'explain'
}
