import { describe, expect, it } from 'vitest'
import { isSearchable, readSearch } from '#shared/domain/search/readSearch.ts'

describe('what a text in the search box asks', () => {
  it('is a whole ticket number, however wide its digits are', () => {
    for (const typed of [' 2609003021 ', '２６０９００３０２１']) expect(readSearch(typed)).toMatchObject({ ticketNo: '2609003021', phone: null, digits: null, tooShort: null })
  })
  it('is a whole phone number, however it is written', () => {
    for (const typed of ['13900002671', '+86 139-0000-2671', '１３９ ００００ ２６７１', '0086 139 0000 2671']) {
      expect(readSearch(typed)).toMatchObject({ ticketNo: null, phone: '13900002671', callable: true, phrases: ['13900002671'] })
    }
    expect(readSearch('0571-88886666')).toMatchObject({ phone: '057188886666', callable: true, phrases: ['88886666'] })
    expect(readSearch('88886666')).toMatchObject({ phone: '88886666', callable: false, digits: '88886666' })
  })
  it('is a part of a number from four digits on', () => {
    expect(readSearch('2671')).toMatchObject({ ticketNo: null, phone: null, digits: '2671', phrases: ['2671'], tooShort: null })
    expect(readSearch('26 71')).toMatchObject({ digits: '2671' })
    for (const typed of ['267', '1', '+86']) expect(readSearch(typed)).toMatchObject({ digits: null, phrases: [], tooShort: 'digits' })
  })
  it('is words, from two characters that stand together on', () => {
    expect(readSearch('若兰')).toMatchObject({ phrases: ['若兰'], tooShort: null })
    expect(readSearch('门板　破损，要换')).toMatchObject({ phrases: ['门板', '破损 要换'] })
    expect(readSearch('LZ26-05-0418')).toMatchObject({ digits: null, phrases: ['lz26 05 0418'] })
    expect(readSearch('换 门板')).toMatchObject({ phrases: ['换', '门板'] })
    for (const typed of ['沈', 'L', '门 板', '%_', '。。。', '门，板']) expect(readSearch(typed)).toMatchObject({ phrases: [], tooShort: 'text' })
    for (const typed of ['', '  ']) expect(readSearch(typed)).toMatchObject({ phrases: [], tooShort: null })
  })
  it('can be looked for in texts or not', () => {
    expect([isSearchable('门板'), isSearchable('😀'), isSearchable('门'), isSearchable("'%"), isSearchable('x'.repeat(500))]).toEqual([true, true, false, false, true])
  })
})
