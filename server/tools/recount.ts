// `npm run recount`: makes the kept counts those of the tickets. Servers may work meanwhile.
import { recount } from '../counts/recount.ts'
import { complain, runCountTool, say } from './countTool.ts'

runCountTool(async (database, timeZone) => {
  const { corrected, staleMarks, mended } = await recount(database, timeZone, (done, of) => complain(`${done} of ${of} months`))
  say(`${corrected} counts corrected, ${staleMarks} reading marks taken away, rows beside ${mended} tickets mended`)
  return 0
})
