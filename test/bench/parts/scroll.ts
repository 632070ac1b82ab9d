import { noted, type Finding } from '../report/finding.ts'
import { measureScroll } from '../scroll.ts'

/** 10,000 rows scrolled in every way. */
export async function run(): Promise<Finding[]> {
  const { long, processor } = await measureScroll()
  return [noted('list of 10,000 rows scrolled: tasks over 50 ms', `${long.length}${long.length > 0 ? `, longest ${Math.max(...long)} ms` : ''}`, `on the wall, wheel, keys, jumps and sideways, 14 and all columns; longest by processor time ${processor.toFixed(1)} ms`)]
}
