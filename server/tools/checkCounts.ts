// `npm run check-counts`: compares the kept counts with the tickets. Exit code 1 where they disagree; servers may work meanwhile.
import { checkCounts } from '../counts/check.ts'
import { runCountTool, say } from './countTool.ts'

runCountTool(async (database, timeZone) => {
  const { tickets, differences, staleMarks, differing } = await checkCounts(database, timeZone, ({ scope, series, period, facet, n }) =>
    say(`${scope}, ${series} ${period}, ${facet}: ${Math.abs(n)} too ${n > 0 ? 'few' : 'many'}`))
  if (staleMarks > 0) say(`${staleMarks} reading marks of tickets to which something has happened since`)
  if (differing > 0) say(`${differing} tickets of which another row says something wrong`)
  const agree = differences === 0 && staleMarks === 0 && differing === 0
  say(`${tickets} tickets: ${agree ? 'the kept counts agree' : `${differences} counts disagree; npm run recount mends them`}`)
  return agree ? 0 : 1
})
