import { shows, type MatrixCase, type MatrixRules } from '../case.ts'
import type { MatrixWorld } from '../world.ts'

/** Whoever may not see a ticket does not find it by its number either; he has an empty answer, no error. */
const looking = (name: string, no: (world: MatrixWorld) => string, expected: string): MatrixCase => ({
  name, expected, detail: shows((world) => `"no":"${no(world)}"`), request: (world) => ({ query: { q: no(world), in: 'number,text' } }),
})

export const searchRules: MatrixRules<'search'> = {
  search: [
    looking('one’s own', ({ own }) => own, '401 nobody; 200:shown cs admin ownDept ownMall ownLine; 200:hidden otherDept otherMalls otherLine; 403 sales'),
    looking('somebody else’s', ({ foreign }) => foreign, '401 nobody; 200:shown cs admin otherDept otherMall otherLine; 200:hidden ownDept ownMall sisterMall ownLine; 403 sales'),
    looking('what head office handles', ({ headOffice }) => headOffice, '401 nobody; 200:shown cs admin ownDept ownLine; 200:hidden otherDept malls otherLine; 403 sales'),
    looking('a draft', ({ draft }) => draft, '401 nobody; 200:shown cs admin; 200:hidden depts malls lines; 403 sales'),
    looking('a returned one', ({ returned }) => returned, '401 nobody; 200:shown cs admin; 200:hidden depts malls lines; 403 sales'),
    { name: 'customers by phone', request: () => ({ query: { q: '13700000001' } }), detail: shows(() => '林一舟'), expected: '401 nobody; 200:shown cs admin; 200:hidden depts malls lines; 403 sales' },
    { name: 'nothing', request: () => ({ query: { q: ' ' } }), expected: '401 nobody; 422 cs admin depts malls lines; 403 sales' },
    { name: 'a kind that there is not', request: () => ({ query: { q: '沈若兰', in: 'everything' } }), expected: '401 nobody; 422 cs admin depts malls lines; 403 sales' },
  ],
}
