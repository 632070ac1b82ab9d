export interface ProgramPackage {
  name: string
  productName?: string
  version: string
}

/** What is being run; filled in by `run.ts` before the program is imported. */
export const configuration = {
  appPath: process.cwd(),
  /** An `app.asar` is being run. */
  isPackaged: false,
  program: { name: 'program', version: '0.0.0' } as ProgramPackage,
}
