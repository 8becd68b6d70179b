import type { DataField } from '#lib/marc/record.ts'
import type { ItemText } from './description.ts'
import { type FieldIndex, fieldsOf, joined, subfield, subfields, texts } from './fields.ts'
import { clean } from './punctuation.ts'

const EMPTY: ItemText = {
  libraryCode: null,
  branch: null,
  shelf: null,
  callNumber: null,
  barcode: null,
  accession: null,
  copy: null,
  status: null,
  loanPolicy: null,
}

/** Copies of a MARC 21 record: Koha's 952 where there are any, else 852. */
export function marc21Items(index: FieldIndex): ItemText[] {
  const koha = fieldsOf(index, '952').filter(({ field }) => isKohaItem(field))
  if (koha.length > 0) return koha.map(({ field }) => kohaItem(field))
  return holdingItems(index)
}

/** 952 is anybody's local field; Koha's has a home branch with a holding branch, a barcode or an item type. */
function isKohaItem(field: DataField): boolean {
  const has = (code: string) => subfield(field, code) !== null
  return has('p') || (has('a') && (has('b') || has('o') || has('y')))
}

/** Koha's states, first the ones that keep a copy from readers. */
const STATES: readonly [string, string][] = [
  ['0', 'withdrawn'],
  ['1', 'lost'],
  ['4', 'damaged'],
  ['7', 'not-for-loan'],
]

function kohaItem(field: DataField): ItemText {
  const value = (code: string) => clean(subfield(field, code))
  const state = STATES.find(([code]) => !['0', '', null].includes(value(code)))
  return {
    libraryCode: value('a'),
    branch: value('b') ?? value('a'),
    shelf: value('c'),
    callNumber: value('o'),
    barcode: value('p'),
    accession: value('i'),
    copy: value('t'),
    status: state?.[1] ?? (value('q') ? 'on-loan' : null),
    loanPolicy: value('y'),
  }
}

/** 852 of MARC 21: institution, part of it, shelf, call number; many UNIMARC libraries write it the same way. */
export function holdingItems(index: FieldIndex, isUnimarc = false): ItemText[] {
  return fieldsOf(index, '852').map(({ field }) => {
    const value = (code: string) => clean(subfield(field, code))
    if (isUnimarc && isUnimarcHolding(field)) {
      const [callNumber, barcode] = [clean(joined(field, 'gjl')), value('m')]
      const [libraryCode, branch, shelf, copy] = [value('a'), value('b'), value('e'), value('t')]
      return { ...EMPTY, libraryCode, branch, shelf, callNumber, barcode, copy }
    }
    return {
      ...EMPTY,
      libraryCode: value('a'),
      branch: value('b'),
      shelf: value('c'),
      callNumber: clean(joined(field, 'khijm')),
      barcode: value('p'),
      copy: value('t'),
    }
  })
}

/** IFLA's 852 has the call number in $j and the copy's number in $m, where MARC 21 has $h, $i and $p. */
function isUnimarcHolding(field: DataField): boolean {
  const has = (code: string) => subfield(field, code) !== null
  return (has('j') || has('m')) && !has('h') && !has('i') && !has('p')
}

/**
 * Copies of an IRANMARC record out of block 9: 901 the library's code, 902 an accession number for each copy, 905 the shelf-list
 * number. 902 may stand once with several $a or several times; each 902 belongs to the 901 before it.
 *
 * Source: iranmarc.nlai.ir, block nine.
 */
export function iranmarcItems(index: FieldIndex, ordered: readonly DataField[]): ItemText[] {
  const callNumber = texts(index, ['905'], 'abcdefghijklmnopqrstuvwxyz')[0] ?? null
  const items: ItemText[] = []
  let libraryCode: string | null = null
  let copies = 0
  const close = () => {
    if (libraryCode !== null && copies === 0) items.push({ ...EMPTY, libraryCode, callNumber })
  }
  for (const field of ordered) {
    if (field.tag === '901') {
      close()
      libraryCode = clean(subfield(field, 'a'))
      copies = 0
    } else if (field.tag === '902') {
      for (const number of subfields(field, 'a')) {
        const accession = clean(number)
        if (accession === null) continue
        items.push({ ...EMPTY, libraryCode, callNumber, accession })
        copies++
      }
    }
  }
  close()
  return items.length === 0 && callNumber !== null ? [{ ...EMPTY, callNumber }] : items
}
