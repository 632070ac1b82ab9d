import type { CustomerType } from '#shared/domain/ticket/enumerations.ts'
import { amount, day, instant, integer, key, nullable, reference, text } from './columns.ts'

export const customerColumns = {
  id: key(), name: text(), type: text<CustomerType>(), province: nullable(text()), city: nullable(text()), district: nullable(text()),
  address: nullable(text()), mallId: nullable(reference()), version: integer(), createdAt: instant(), updatedAt: instant(),
}
export const customerPhoneColumns = { id: key(), customerId: reference(), digits: text(), reversed: text(), position: integer() }
export const contractColumns = {
  id: key(), customerId: reference(), number: text(), amount: nullable(amount()), orderNo: nullable(text()), mallId: nullable(reference()),
  brand: nullable(text()), category: nullable(text()), installedOn: nullable(day()),
}
export const callColumns = {
  id: key(), externalId: text(), phone: text(), line: text(), agentAccount: text(), agentUserId: nullable(reference()),
  customerId: nullable(reference()), ticketId: nullable(reference()), ringingAt: nullable(instant()), answeredAt: nullable(instant()),
  endedAt: nullable(instant()), recordingUrl: nullable(text()), createdAt: instant(),
}
