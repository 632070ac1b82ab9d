import { seededRandom, type Random } from '#server/demo/random.ts'
import { personName } from '#server/demo/names.ts'
import { findRow, insertRow, insertRows, type Database } from '#server/database/database.ts'
import type { Role } from '#shared/domain/organisation/roles.ts'
import { quote, read, write } from './steps.ts'

export interface OrganisationCounts {
  malls: number
  departments: number
  lines: number
  agents: number
}

const PROVINCES = ['东澜省', '北岭省', '西川省', '南屿省', '中原省', '滨海省'] as const
const CITIES = ['澜州', '松岭', '榆江', '禾城', '青屿', '云栖', '望川', '白沙', '雨山', '临河', '安泽', '昌宁', '石桥', '金浦', '柳泉', '梅岭', '兰溪', '瑞安', '宁海', '长汀'] as const
const PLACES = ['江北', '南站', '中心', '东门', '新区', '海岸', '大道', '湾里', '听雨路', '高新', '老城', '西湖', '火车站', '体育场', '会展', '大学城', '开发区', '滨河', '城南', '北苑'] as const

/** Writes one person. @returns the id */
async function addUser(database: Database, organisationId: number, account: string, name: string, roles: readonly Role[], phone: string | null, passwordHash: string, createdAt: Date): Promise<number> {
  const { tables } = database
  const id = await insertRow(tables.users, { organisationId, account, name, passwordHash, phone, ticketTypes: null, active: true, version: 1, createdAt }, null)
  await insertRows(tables.userRoles, roles.map((role) => ({ userId: id, role })), null)
  return id
}

const mallName = (random: Random, ordinal: number): { city: string; district: string; name: string; province: string } => {
  const city = CITIES[ordinal % CITIES.length]!
  const place = PLACES[Math.floor(ordinal / CITIES.length) % PLACES.length]!
  return { province: PROVINCES[ordinal % PROVINCES.length]!, city: `${city}市`, district: `${place}区`, name: `${city}${place}${random.pick(['商场', '广场', '家居馆', '生活馆'])}` }
}

/**
 * Departments, malls, lines and agents beside those of the demonstration, all with its password. `bench_malls`, `bench_lines`
 * and `bench_agents` number them: the first malls will have the most tickets.
 */
export async function makeOrganisations(database: Database, counts: OrganisationCounts, createdAt: Date): Promise<number> {
  const { tables } = database
  const random = seededRandom(11)
  const demo = await findRow(tables.users, { account: 'agent' }, { attributes: ['organisationId', 'passwordHash'] })
  if (!demo) throw new Error('the demonstration is not loaded')
  const { passwordHash } = demo
  let phone = 13_900_000_000
  const department: { id: number; name: string; userId: number; userName: string; line: string }[] = []
  for (let index = 0; index < counts.departments; index++) {
    const line = `${['南', '北', '东', '西', '中'][index % 5]}${Math.floor(index / 5) + 1}区`
    const name = `经销部${line}`
    const id = await insertRow(tables.organisations, { code: `D${String(index + 1).padStart(3, '0')}`, name, kind: 'department', status: 'active', marketingLine: line, version: 1, createdAt }, null)
    const userName = personName(random)
    const userId = await addUser(database, id, 'dept', userName, ['department'], null, passwordHash, createdAt)
    await addUser(database, id, 'dept2', personName(random), ['department'], null, passwordHash, createdAt)
    department.push({ id, name, userId, userName, line })
  }
  const malls: string[] = []
  for (let ordinal = 0; ordinal < counts.malls; ordinal++) {
    const { name, ...region } = mallName(random, ordinal)
    // The large malls are spread over the departments; the first of these has the most.
    const its = department[Math.floor(counts.departments * random.next() ** 1.6)]!
    const level = random.pick(['A', 'B', 'B', 'C'])
    const number = String(phone++)
    const id = await insertRow(tables.organisations, {
      code: `B${String(ordinal + 1).padStart(4, '0')}`, name, kind: 'mall', status: 'active', departmentId: its.id, marketingLine: its.line, marketLevel: level, ...region, phone: number, version: 1, createdAt,
    }, null)
    const userName = personName(random)
    const userId = await addUser(database, id, 'mall', userName, ['mall_admin'], number, passwordHash, createdAt)
    if (ordinal % 2 === 0) await addUser(database, id, 'mall2', personName(random), ['service_contact'], String(phone++), passwordHash, createdAt)
    malls.push(`(${ordinal}, ${id}, ${quote(name)}, ${its.id}, ${quote(its.name)}, ${userId}, ${quote(userName)}, ${quote(number)}, ${its.userId}, ${quote(its.userName)}, ${quote(its.line)}, ${quote(level)})`)
  }
  const lines: string[] = []
  for (let ordinal = 0; ordinal < counts.lines; ordinal++) {
    const code = `L${String(ordinal + 1).padStart(3, '0')}`
    const name = `制造${ordinal + 3}线`
    const id = await insertRow(tables.organisations, { code, name, kind: 'line', status: 'active', version: 1, createdAt }, null)
    const userName = personName(random)
    lines.push(`(${ordinal}, ${id}, ${quote(code)}, ${quote(name)}, ${await addUser(database, id, 'line', userName, ['assistant'], null, passwordHash, createdAt)}, ${quote(userName)})`)
  }
  const agents: string[] = []
  for (let ordinal = 0; ordinal < counts.agents; ordinal++) {
    const name = personName(random)
    agents.push(`(${ordinal}, ${await addUser(database, demo.organisationId, `agent${101 + ordinal}`, name, ['agent'], null, passwordHash, createdAt)}, ${quote(name)})`)
  }
  await write(database, `CREATE TABLE bench_malls (ordinal INT PRIMARY KEY, id BIGINT UNSIGNED, name VARCHAR(100), department_id BIGINT UNSIGNED, department_name VARCHAR(100),
    user_id BIGINT UNSIGNED, user_name VARCHAR(60), user_phone VARCHAR(40), department_user_id BIGINT UNSIGNED, department_user_name VARCHAR(60), marketing_line VARCHAR(60), market_level VARCHAR(20))`)
  await write(database, `INSERT INTO bench_malls VALUES ${malls.join()}`)
  await write(database, 'CREATE TABLE bench_lines (ordinal INT PRIMARY KEY, id BIGINT UNSIGNED, code VARCHAR(32), name VARCHAR(100), user_id BIGINT UNSIGNED, user_name VARCHAR(60))')
  await write(database, `INSERT INTO bench_lines VALUES ${lines.join()}`)
  await write(database, 'CREATE TABLE bench_agents (ordinal INT PRIMARY KEY, id BIGINT UNSIGNED, name VARCHAR(60))')
  await write(database, `INSERT INTO bench_agents VALUES ${agents.join()}`)
  const [row] = await read<{ n: number }>(database, 'SELECT COUNT(*) AS n FROM users')
  return Number(row?.n)
}
