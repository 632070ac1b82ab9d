import { describe, expect, it } from 'vitest'
import { bareRoute } from '#test/bench/baseline/bareRoutes.ts'
import { prepare, withItsId } from '#test/bench/baseline/prepare.ts'

const prepared = (sql: string, values: readonly unknown[] = []) => prepare({ sql, values })
const statement = (sql: string, insertId = 0) => ({ sql, values: [], insertId })

describe('a recorded statement', () => {
  it('is prepared with its texts and numbers beside it', () => {
    expect(prepared("INSERT INTO `t1` (`a`, `b2`) VALUES ('it\\'s 5 o''clock', 12.5), (NULL, true);")).toEqual({ sql: 'INSERT INTO `t1` (`a`, `b2`) VALUES (?, ?), (NULL, true)', values: ["it's 5 o'clock", 12.5] })
    expect(prepared("SELECT x FROM t WHERE a = '第一行\\n第二行 ? `' AND b IN (3, 4)")).toEqual({ sql: 'SELECT x FROM t WHERE a = ? AND b IN (?, ?)', values: ['第一行\n第二行 ? `', 3, 4] })
  })

  it('keeps what is no value', () => {
    expect(prepared('SELECT `users1` FROM u2 WHERE v = 7 LIMIT 20')).toEqual({ sql: 'SELECT `users1` FROM u2 WHERE v = ? LIMIT 20', values: [7] })
    expect(prepared("SET STATEMENT max_statement_time = 5.000, optimizer_switch = 'index_merge=off' FOR SELECT t.* FROM t WHERE id = 3")).toEqual({
      sql: "SET STATEMENT max_statement_time = 5.000, optimizer_switch = 'index_merge=off' FOR SELECT t.* FROM t WHERE id = ?", values: [3],
    })
  })

  it('keeps the values that it had beside it, in their order', () => {
    expect(prepared("UPDATE t SET a = ?, b = 'x' WHERE id = ?", ['y', 9])).toEqual({ sql: 'UPDATE t SET a = ?, b = ? WHERE id = ?', values: ['y', 'x', 9] })
  })

  it('is the same prepared statement with other values', () => {
    expect(prepared("SELECT 1 FROM t WHERE a = 'one' AND b = 2").sql).toBe(prepared("SELECT 1 FROM t WHERE a = 'two''s' AND b = 30").sql)
  })
})

describe('a recorded INSERT', () => {
  const ids = new Map([['tickets', 'id']])

  it('of one row has its id written in', () => {
    expect(withItsId(statement("INSERT INTO `tickets` (`no`, `text`) VALUES ('7', 'a), (b')", 41), ids).sql).toBe("INSERT INTO `tickets` (`id`, `no`, `text`) VALUES (41, '7', 'a), (b')")
  })

  it('of several rows, of a table that counts nothing, or without an id stays as it is', () => {
    for (const [sql, id] of [["INSERT INTO `tickets` (`no`) VALUES ('7'), ('8')", 41], ["INSERT INTO `phones` (`no`) VALUES ('7')", 41], ["INSERT INTO `tickets` (`no`) VALUES ('7')", 0], ['UPDATE `tickets` SET `no` = 1', 41]] as const) {
      expect(withItsId(statement(sql, id), ids).sql).toBe(sql)
    }
  })
})

describe('what a bare server answers', () => {
  const read = (no: string, bytes: number) => ({
    sent: [
      statement(`SELECT \`id\` FROM \`users\` AS \`users\` WHERE \`users\`.\`id\` = 1`), statement(`SELECT a FROM \`tickets\` AS \`tickets\` WHERE \`tickets\`.\`no\` = '${no}' LIMIT 1`),
      statement('SELECT b FROM requests WHERE id = 5'), statement('SELECT b FROM requests WHERE id IN (5)'),
    ],
    bytes,
  })

  it('are the rows of the program, each once and without the session', () => {
    expect(bareRoute([read('A', 900), read('B', 950)])).toEqual({
      sql: ['SELECT a FROM `tickets` AS `tickets` WHERE `tickets`.`no` = ? LIMIT 1', 'SELECT b FROM requests WHERE id = ?'], values: [[['A'], [5]], [['B'], [5]]], bytes: [900, 950],
    })
    expect(bareRoute([read('A', 900)], (sql) => sql.includes('tickets')).sql).toHaveLength(1)
  })

  it('must be asked for alike in every request', () => {
    expect(() => bareRoute([read('A', 900), { sent: [], bytes: 1 }])).toThrow(/differ/)
  })
})
