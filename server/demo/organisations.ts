import type { MallStatus, OrganisationKind, Role } from '#shared/domain/organisation/roles.ts'
import type { TicketType } from '#shared/domain/ticket/types.ts'

/** Organisations and accounts of the demonstration (`product.md`, First minutes). All names and places are invented. */

export interface DemoUser {
  account: string
  name: string
  roles: readonly Role[]
  phone?: string
  ticketTypes?: readonly TicketType[]
}

export interface DemoOrganisation {
  code: string
  name: string
  kind: OrganisationKind
  status?: MallStatus
  departmentCode?: string
  marketingLine?: string
  marketLevel?: string
  province?: string
  city?: string
  district?: string
  phone?: string
  users: readonly DemoUser[]
}

/** One password for all accounts; the demonstration listens on loopback alone. */
export const DEMO_PASSWORD = 'demo-pass-2026'

const mallAdmin = (name: string, phone: string): DemoUser => ({ account: 'mall', name, roles: ['mall_admin'], phone })
const department = (name: string): DemoUser => ({ account: 'dept', name, roles: ['department'] })

const SOUTH = { departmentCode: 'DEPT-S', marketingLine: '南区', province: '东澜省', city: '澜州市' } as const
const NORTH = { departmentCode: 'DEPT-N', marketingLine: '北区', province: '北岭省', city: '松岭市' } as const
const EAST = { departmentCode: 'DEPT-E', marketingLine: '东区', province: '东澜省' } as const

export const DEMO_ORGANISATIONS: readonly DemoOrganisation[] = [
  {
    code: 'HQ', name: '集团客服中心', kind: 'hq', users: [
      { account: 'agent', name: '何知秋', roles: ['agent'] },
      { account: 'agent2', name: '陆青禾', roles: ['agent'] },
      { account: 'approver', name: '许文', roles: ['approver'] },
      { account: 'surveyor', name: '苏映雪', roles: ['surveyor'] },
      { account: 'admin', name: '程砚', roles: ['administrator'] },
      { account: 'complaints', name: '方宁', roles: ['complaint_manager'], ticketTypes: ['complaint'] },
      { account: 'services', name: '叶南枝', roles: ['service_manager'], ticketTypes: ['service', 'consult'] },
    ],
  },
  { code: 'DEPT-S', name: '经销部南区', kind: 'department', marketingLine: '南区', users: [department('周敏')] },
  { code: 'DEPT-N', name: '经销部北区', kind: 'department', marketingLine: '北区', users: [department('秦望舒')] },
  { code: 'DEPT-E', name: '经销部东区', kind: 'department', marketingLine: '东区', users: [department('白砚秋')] },
  { code: 'LINE-1', name: '制造一线', kind: 'line', users: [{ account: 'line', name: '顾长宁', roles: ['assistant'] }] },
  { code: 'LINE-2', name: '制造二线', kind: 'line', users: [{ account: 'line', name: '邵一鸣', roles: ['assistant'] }] },
  {
    code: 'M0001', name: '澜州江北商场', kind: 'mall', ...SOUTH, district: '江北区', marketLevel: 'A', phone: '036180004100', users: [
      mallAdmin('林晓禾', '13800004102'),
      { account: 'mall2', name: '江一帆', roles: ['service_contact'], phone: '13800004103' },
      { account: 'sales', name: '高若水', roles: [] },
    ],
  },
  { code: 'M0002', name: '澜州南站商场', kind: 'mall', ...SOUTH, district: '南站区', marketLevel: 'B', phone: '036180004200', users: [mallAdmin('罗小满', '13800004201')] },
  { code: 'M0003', name: '松岭中心商场', kind: 'mall', ...NORTH, district: '中心区', marketLevel: 'A', phone: '036580004300', users: [mallAdmin('韩松月', '13800004301')] },
  {
    code: 'M0004', name: '榆江东门商场', kind: 'mall', ...EAST, city: '榆江市', district: '东门区', marketLevel: 'B', phone: '036280004400', users: [
      mallAdmin('陈望亭', '13800004401'), { account: 'mall2', name: '余小舟', roles: ['service_lead'], phone: '13800004402' },
    ],
  },
  { code: 'M0005', name: '禾城新区商场', kind: 'mall', ...EAST, city: '禾城市', district: '新区', marketLevel: 'B', phone: '036380004500', users: [mallAdmin('梁听松', '13800004501')] },
  { code: 'M0006', name: '青屿海岸商场', kind: 'mall', ...EAST, city: '青屿市', district: '海岸新区', marketLevel: 'C', phone: '036480004600', users: [mallAdmin('许听涛', '13800004601')] },
  // Out of business, each the only mall of its region: a new ticket from there is proposed to head office.
  { code: 'M0901', name: '望川大道商场', kind: 'mall', status: 'eliminated', ...EAST, city: '望川市', district: '大道区', marketLevel: 'C', users: [] },
  { code: 'M0902', name: '白沙湾商场', kind: 'mall', status: 'invalid', ...EAST, city: '白沙市', district: '湾里区', marketLevel: 'C', users: [] },
  { code: 'M0903', name: '听雨路商场', kind: 'mall', status: 'runaway', ...EAST, city: '雨山市', district: '听雨区', marketLevel: 'C', users: [] },
]

/** How an account is named among all organisations. */
export const accountKey = (organisationCode: string, account: string): string => `${organisationCode}/${account}`
