import { describe, expect, it } from 'vitest'
import { insertText, unknownNames } from '../../../../renderer/features/administration/templates/insertText.ts'

describe('inserting a placeholder', () => {
  it('puts it in place of what is selected and leaves the cursor behind it', () => {
    expect(insertText({ text: '请看XX工单', start: 2, end: 4 }, '{ticketNo}')).toEqual({ text: '请看{ticketNo}工单', start: 12, end: 12 })
    expect(insertText({ text: '', start: 0, end: 0 }, '{due}')).toEqual({ text: '{due}', start: 5, end: 5 })
  })
  it('names what is no placeholder, once each', () => {
    expect(unknownNames('{ticketNo}{phone}{due}{phone}{}', ['ticketNo', 'due'])).toEqual(['phone', ''])
  })
})
