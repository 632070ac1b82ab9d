// Native dialogs do not exist here: a test answers them beforehand, as it does with real Electron.
function unanswered(name: string) {
  return async (): Promise<never> => {
    throw new Error(`stand-in: dialog.${name} has no answer; the test must set one`)
  }
}

export const dialog = {
  showSaveDialog: unanswered('showSaveDialog'),
  showOpenDialog: unanswered('showOpenDialog'),
  showMessageBox: unanswered('showMessageBox'),
  showErrorBox(title: string, content: string): void {
    process.stderr.write(`[error box] ${title}: ${content}\n`)
  },
}
