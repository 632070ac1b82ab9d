import { defineStore } from 'pinia'
import { reactive } from 'vue'
import type { Choice, Organisation } from '#shared/contract/reference.ts'
import type { OrganisationKind } from '#shared/domain/organisation/roles.ts'
import { REASON_REQUIRED, type TicketOperation } from '#shared/domain/ticket/operations.ts'
import { client } from '../../../api/client.ts'
import { toProblem, type ApiProblem } from '../../../api/problem.ts'

/** A list that administrators keep, as far as it has been read. */
export interface ChoiceList<Item> {
  items: readonly Item[]
  loading: boolean
  problem: ApiProblem | null
}

type ReasonOperation = (typeof REASON_REQUIRED)[number]
const empty = <Item>(): ChoiceList<Item> => ({ items: [], loading: false, problem: null })

async function read<Item>(list: ChoiceList<Item>, ask: () => Promise<{ items: Item[] }>): Promise<void> {
  if (list.loading || list.items.length > 0) return
  list.loading = true
  try {
    list.items = (await ask()).items
    list.problem = null
  } catch (error) {
    list.problem = toProblem(error)
  } finally {
    list.loading = false
  }
}

/** The lists that operation forms choose from; each is read once, when a form first needs it, and again after a failure. */
export const useChoiceStore = defineStore('operationChoices', () => {
  const causes = reactive<ChoiceList<Choice>>(empty())
  const reasons = reactive<Record<ReasonOperation, ChoiceList<Choice>>>({ return: empty(), send_back: empty() })
  const organisations = reactive<Record<OrganisationKind, ChoiceList<Organisation>>>({ hq: empty(), department: empty(), mall: empty(), line: empty() })

  const loadCauses = (): Promise<void> => read(causes, () => client.listCauses())
  const loadReasons = (operation: ReasonOperation): Promise<void> => read(reasons[operation], () => client.listReasons({ query: { operation } }))
  const loadOrganisations = (kind: OrganisationKind): Promise<void> => read(organisations[kind], () => client.listOrganisations({ query: { kind } }))

  const reasonListOf = (operation: TicketOperation): ReasonOperation | null => REASON_REQUIRED.find((known) => known === operation) ?? null
  const nameIn = (items: readonly Choice[], code: string): string => items.find((item) => item.code === code)?.name ?? code
  const causeName = (code: string): string => nameIn(causes.items, code)
  const reasonName = (code: string): string => nameIn([...reasons.return.items, ...reasons.send_back.items], code)
  /** `M0001 澜州江北商场` where the name has been read, else the code alone. */
  const organisationName = (code: string): string => Object.values(organisations).flatMap((list) => list.items).find((item) => item.code === code)?.name ?? code
  return { causes, reasons, organisations, loadCauses, loadReasons, loadOrganisations, reasonListOf, causeName, reasonName, organisationName }
})
