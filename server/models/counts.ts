import type { Series } from '#shared/domain/figures/facets.ts'
import { integer, key, primary, text } from './columns.ts'

/** The kept counts as far as they are added up. */
export const ticketCountColumns = { scope: primary(text()), series: primary(text<Series>()), period: primary(text()), facet: primary(text()), n: integer() }
/** What is still to be added to them; appended only. */
export const countChangeColumns = { id: key(), scope: text(), series: text<Series>(), period: text(), facet: text(), n: integer() }
