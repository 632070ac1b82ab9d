import type { Database } from '#server/database/database.ts'
import { read, write } from './steps.ts'

/** What an organisation of the demonstration is in a story, and thereby which one takes its place. */
const ROLES = ['mall', 'other_mall', 'department', 'other_department', 'line', 'other_line'] as const
export type OrganisationRole = (typeof ROLES)[number]

/** A ticket's own place in each story. */
interface Story {
  id: number
  mallId: number | null
  departmentId: number | null
}
interface Organisation {
  id: number
  kind: string
  departmentId: number | null
}

/** Which role an organisation has in a story; null: it stays itself. */
function roleOf(story: Story, { id, kind }: Organisation, lines: readonly number[]): OrganisationRole | null {
  if (kind === 'mall') return id === story.mallId ? 'mall' : 'other_mall'
  if (kind === 'department') return id === story.departmentId ? 'department' : 'other_department'
  if (kind === 'line') return id === lines[0] ? 'line' : 'other_line'
  return null
}

/** `bench_roles`: the role of every organisation of the demonstration, and of its people, in every story. */
export async function makeRoles(database: Database, agents: readonly number[]): Promise<number> {
  const organisations = await read<Organisation>(database, 'SELECT o.id, o.kind, o.department_id AS departmentId FROM organisations o WHERE NOT EXISTS (SELECT 1 FROM bench_malls m WHERE m.id = o.id OR m.department_id = o.id) AND NOT EXISTS (SELECT 1 FROM bench_lines l WHERE l.id = o.id)')
  const known = new Map(organisations.map((row) => [row.id, row]))
  const users = (await read<{ id: number; organisationId: number }>(database, 'SELECT id, organisation_id AS organisationId FROM users')).filter(({ organisationId }) => known.has(organisationId))
  const stories = await read<{ id: number; mallId: number | null; headOfficeDepartmentId: number | null }>(database, 'SELECT t.id, t.mall_id AS mallId, t.head_office_department_id AS headOfficeDepartmentId FROM tickets t JOIN bench_templates x ON x.template_id = t.id')
  const lines = organisations.filter(({ kind }) => kind === 'line').map(({ id }) => id)
  const values = stories.flatMap(({ id, mallId, headOfficeDepartmentId }) => {
    const story: Story = { id, mallId, departmentId: headOfficeDepartmentId ?? known.get(mallId ?? 0)?.departmentId ?? null }
    const ofOrganisations = organisations.flatMap((each) => {
      const role = roleOf(story, each, lines)
      return role ? [`(${id}, 'organisation', ${each.id}, '${role}')`] : []
    })
    const ofUsers = users.flatMap((user) => {
      const role = agents.includes(user.id) ? 'agent' : roleOf(story, known.get(user.organisationId)!, lines)
      return role ? [`(${id}, 'user', ${user.id}, '${role}')`] : []
    })
    return [...ofOrganisations, ...ofUsers]
  })
  await write(database, 'CREATE TABLE bench_roles (template_id BIGINT UNSIGNED, subject VARCHAR(16), subject_id BIGINT UNSIGNED, role VARCHAR(20), PRIMARY KEY (template_id, subject, subject_id))')
  await write(database, `INSERT INTO bench_roles VALUES ${values.join()}`)
  return values.length
}

/** Whose place somebody takes: tables `m` and `o` are the malls of the plan's row, `l` and `j` the lines, `g` the agent. */
const PLACES: Record<OrganisationRole, { id: string; name: string; userId: string; userName: string }> = {
  mall: { id: 'm.id', name: 'm.name', userId: 'm.user_id', userName: 'm.user_name' },
  other_mall: { id: 'o.id', name: 'o.name', userId: 'o.user_id', userName: 'o.user_name' },
  department: { id: 'm.department_id', name: 'm.department_name', userId: 'm.department_user_id', userName: 'm.department_user_name' },
  other_department: { id: 'o.department_id', name: 'o.department_name', userId: 'o.department_user_id', userName: 'o.department_user_name' },
  line: { id: 'l.id', name: 'l.name', userId: 'l.user_id', userName: 'l.user_name' },
  other_line: { id: 'j.id', name: 'j.name', userId: 'j.user_id', userName: 'j.user_name' },
}

/** Who takes the place of what stands in `x.column`, in SQL: its id or name. */
export function castSql(column: string, roleColumn: string, what: 'id' | 'name' | 'userId' | 'userName'): string {
  const cases = ROLES.map((role) => `WHEN '${role}' THEN ${PLACES[role][what]}`).join(' ')
  const agent = what === 'userId' ? "WHEN 'agent' THEN g.id" : what === 'userName' ? "WHEN 'agent' THEN g.name" : ''
  return `CASE x.${roleColumn} ${cases} ${agent} ELSE x.${column} END`
}

/** The tables that {@link castSql} speaks of. */
export const castJoins = (lines: number): string =>
  `JOIN bench_malls m ON m.ordinal = p.mall JOIN bench_malls o ON o.ordinal = p.other_mall JOIN bench_lines l ON l.ordinal = p.line JOIN bench_lines j ON j.ordinal = MOD(p.line + 1, ${lines}) JOIN bench_agents g ON g.ordinal = p.agent`
