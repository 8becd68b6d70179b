import type { Publication } from '#lib/marc/description/description.ts'
import { isDataField, type MarcRecord } from '#lib/marc/record.ts'
import { fold } from '#lib/persian/fold.ts'
import type { Card } from './card.ts'
import { formsOf } from './forms.ts'

/** What cataloguers write for a publisher or place that is not known, folded. */
const UNNAMED = new Set(
  [
    's n',
    'sn',
    'n p',
    'd n',
    'publisher not identified',
    'publisher unknown',
    'no publisher',
    'bina',
    'د ن',
    'دن',
    'ب ن',
    'بینا',
    'بی نا',
    'ناشر نامعلوم',
    'ناشر نامشخص',
    's l',
    'sl',
    'place of publication not identified',
    'bija',
    'د م',
    'دم',
    'ب م',
    'بیجا',
    'بی جا',
  ].map(fold),
)

const named = (text: string | null | undefined): string | null =>
  typeof text !== 'string' || UNNAMED.has(fold(text)) ? null : text

/** Publisher and place in both scripts; the printer where the publisher is not known («[s.n.] (Najaf : Maṭbaʻat …)»). */
export function publisherOf(
  publications: readonly Publication[],
  record: MarcRecord,
): Pick<Card, 'publisher' | 'place' | 'country' | 'publisherShown'> {
  const known = publications.find((one) => named(one.publisher) !== null || named(one.alternate?.publisher) !== null)
  const [first] = publications
  const publisher = known ? formsOf(named(known.publisher), named(known.alternate?.publisher)) : printerOf(record)
  const place = formsOf(named((known ?? first)?.place), named((known ?? first)?.alternate?.place))
  const country = countryOf(record)
  return { publisher, place, country, publisherShown: (known ?? first)?.publisher ?? first?.place ?? null }
}

/** MARC 21 008/15–17 and UNIMARC 102 $a; `xx` and blanks are unknown. */
function countryOf(record: MarcRecord): string | null {
  for (const field of record.fields) {
    const code = isDataField(field)
      ? field.tag === '102' && field.subfields[0]?.value
      : field.tag === '008' && field.value.slice(15, 18)
    const country = code ? code.trim().toLowerCase() : ''
    if (/^[a-z]{2,3}$/.test(country) && country !== 'xx') return country
  }
  return null
}

function printerOf(record: MarcRecord): Card['publisher'] {
  for (const field of record.fields) {
    if (!isDataField(field)) continue
    const code =
      field.tag === '260'
        ? 'f'
        : field.tag === '264' && '023'.includes(field.ind2)
          ? 'b'
          : field.tag === '210'
            ? 'g'
            : ''
    const found = field.subfields.find((sub) => sub.code === code)
    if (found && named(found.value)) return formsOf(found.value)
  }
  return null
}
