import { measureDesktop } from '../desktop.ts'
import { noted, type Finding } from '../report/finding.ts'
import { median } from '../report/statistics.ts'

/** Start and memory of the desktop program. Its goals are of real Electron, so under the stand-in the figures are only noted. */
export async function run(): Promise<Finding[]> {
  const { isReal, starts, memory } = await measureDesktop()
  const where = isReal ? 'Electron' : 'under the stand-in: not Electron\'s figures'
  return [
    noted('desktop: start to a usable window', `median ${median(starts).toFixed(0)} ms`, `${where}; ${starts.length} starts, slowest ${Math.max(...starts).toFixed(0)} ms`),
    ...(memory ? [noted('desktop: memory when idle', `${memory.all.toFixed(0)} MB (PSS)`, `${where}; main process ${memory.main.toFixed(0)} MB`)] : []),
  ]
}
