import { clean, withoutMarks } from '#lib/marc/description/punctuation.ts'
import type { DataField, Subfield } from '#lib/marc/record.ts'
import { signAfter } from './punctuation.ts'

/** A field that a UNIMARC 4XX holds after `$1`, cut out of it. */
interface Embedded {
  tag: string
  subfields: Subfield[]
}

/** What each embedded field becomes in the plain technique: its subfields and the plain code. */
const PLAIN: readonly (readonly [tag: RegExp, codes: string, plain: string, between: string])[] = [
  [/^010$/, 'a', 'y', ' '],
  [/^011$/, 'a', 'x', ' '],
  [/^040$/, 'a', 'z', ' '],
  [/^(200|500|50[67]|530)$/, 'a', 't', ' ; '],
  [/^200$/, 'e', 'o', ' : '],
  [/^(200|500|50[67])$/, 'h', 'h', '. '],
  [/^(200|500|50[67])$/, 'i', 'i', '. '],
  [/^(200|225)$/, 'v', 'v', ' '],
  [/^205$/, 'a', 'e', ' '],
  [/^21[04]$/, 'a', 'c', ' ; '],
  [/^21[04]$/, 'c', 'n', ' : '],
  [/^21[04]$/, 'd', 'd', ' '],
  [/^215$/, 'a', 'p', ' '],
  [/^225$/, 'a', 's', ' '],
  [/^7[0-2][0-2]$/, 'ab', 'a', ', '],
  [/^856$/, 'u', 'u', ' '],
]

/**
 * Turns the embedded technique of 4XX (`$12001 $aTitle`) into the plain one (`$tTitle`), which alone has a like in MARC 21. A field
 * that embeds nothing comes back as it is. `onLost` hears of every embedded subfield without a plain code.
 */
export function plainLink(field: DataField, onLost: (code: string, value: string) => void): DataField {
  if (!field.subfields.some(({ code }) => code === '1')) return field
  const subfields: Subfield[] = []
  let held: Embedded | null = null
  const close = () => {
    if (held) subfields.push(...plainOf(held, onLost))
    held = null
  }
  for (const one of field.subfields) {
    if (one.code === '1') {
      close()
      const tag = one.value.slice(0, 3)
      if (tag === '001') subfields.push({ code: '0', value: one.value.slice(3) })
      else held = { tag, subfields: [] }
    } else if (held) (held as Embedded).subfields.push(one)
    else subfields.push(one)
  }
  close()
  return { ...field, subfields }
}

function plainOf({ tag, subfields }: Embedded, onLost: (code: string, value: string) => void): Subfield[] {
  const used = new Set<Subfield>()
  const plain: Subfield[] = []
  for (const [tags, codes, code, between] of PLAIN) {
    if (!tags.test(tag)) continue
    const own = subfields.filter((one) => codes.includes(one.code))
    for (const one of own) used.add(one)
    const values = own.map((one) => clean(withoutMarks(one.value).text) ?? '')
    const value = values.join(signAfter(values[0] ?? '', between))
    if (value !== '') plain.push({ code, value })
  }
  for (const one of subfields) if (!used.has(one)) onLost(one.code, one.value)
  return plain
}
