/**
 * What of a statement is no value: literals in quotes become `?`, numbers `0`, and lists of them one. Where a value has
 * broken out of its quotes, its words are left over.
 */
export function sqlResidue(statement: string): string {
  let residue = ''
  for (let at = 0; at < statement.length; at++) {
    const character = statement[at]!
    if (character !== "'" && character !== '"') {
      residue += character
      continue
    }
    at++
    while (at < statement.length && !(statement[at] === character && statement[at + 1] !== character)) at += statement[at] === '\\' || statement[at] === character ? 2 : 1
    residue += '?'
  }
  return residue.replace(/\b[Xx]\?/g, '?').replace(/(?<![\w`])-?\d+(\.\d+)?(e\d+)?\b/g, '0').replace(/([?0])(, ?[?0])+/g, '$1').replace(/\?/g, '0').replace(/^Executing \([^)]*\): /, '').replace(/\s+/g, ' ').replace(/;$/, '')
}

/** Words of the corpus that no statement of the program has outside of its values. */
const FOREIGN = /sleep|benchmark|load_file|outfile|extractvalue|updatexml|gtid_subset|information_schema|rlike|procedure|drop |grant |sysdate|password_hash from|delete from operation_log|@@version|;|#|--|\/\*(?!\+ MAX_EXECUTION_TIME\(0\) \*\/)/i

/** Whether something of a value stands in the statement as if it were its words. */
export const isBrokenOut = (statement: string): boolean => FOREIGN.test(sqlResidue(statement))
