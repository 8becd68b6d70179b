import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Brief } from '#areas/catalogue/contract.ts'
import { CITATION_STYLES, type CitationStyle, cite } from './citations.ts'

const NOTHING: Brief = {
  title: '—',
  subtitle: null,
  part: null,
  titleAlternate: null,
  responsibility: null,
  authors: [],
  edition: null,
  place: null,
  publisher: null,
  yearText: null,
  year: null,
  languages: [],
  kind: 'book',
  extent: null,
  series: [],
  subjects: [],
  isbns: [],
  issns: [],
}
const by = (name: string, role: string | null = null, alternate: string | null = null) => ({
  name,
  key: name,
  role,
  alternate,
})
const written = (brief: Partial<Brief>, style: CitationStyle) =>
  cite({ ...NOTHING, ...brief }, style)
    .map(({ text, italic }) => (italic ? `_${text}_` : text))
    .join('')

const bustan: Partial<Brief> = {
  title: 'بوستان',
  subtitle: 'بر اساس نسخهٔ فروغی',
  authors: [by('سعدی، مصلح بن عبدالله، 606؟-691؟ق.', 'نویسنده')],
  edition: 'ویراست دوم',
  place: 'تهران',
  publisher: 'خوارزمی',
  yearText: '1382 [2003].',
}
const crime: Partial<Brief> = {
  title: 'جنایت و مکافات',
  authors: [by('داستایوفسکی، فیودور', 'aut'), by('آهی، مهری', 'trl')],
  place: 'تهران:',
  publisher: 'خوارزمی،',
  yearText: '۱۳۹۰',
}
const two: Partial<Brief> = {
  title: 'Iranian libraries',
  subtitle: 'a history',
  authors: [by('Smith, John Paul'), by('Doe, Jane.')],
  place: 'London',
  publisher: 'Brill',
  yearText: 'c1990.',
}
const romanised: Partial<Brief> = {
  title: 'تاريخ الأدب العربي',
  titleAlternate: 'Tārīkh al-adab al-ʻArabī : naẓrah',
  authors: [by('بيومي، السباعي', null, 'Bayyūmī, al-Sibāʻī')],
  publisher: 'مكتبة النهضة المصرية',
  yearText: '1948',
}

const TABLE: readonly [name: string, brief: Partial<Brief>, Record<CitationStyle, string>][] = [
  [
    'a Persian book with an edition and an author’s dates',
    bustan,
    {
      iranian: 'سعدی، مصلح بن عبدالله (۱۳۸۲). _بوستان: بر اساس نسخهٔ فروغی_. ویراست دوم. تهران: خوارزمی.',
      apa: 'سعدی، مصلح بن عبدالله. (۱۳۸۲). _بوستان: بر اساس نسخهٔ فروغی_ (ویراست دوم). خوارزمی.',
      chicago: 'سعدی، مصلح بن عبدالله. _بوستان: بر اساس نسخهٔ فروغی_. ویراست دوم. تهران: خوارزمی، ۱۳۸۲.',
    },
  ],
  [
    'a translation',
    crime,
    {
      iranian: 'داستایوفسکی، فیودور (۱۳۹۰). _جنایت و مکافات_. ترجمهٔ مهری آهی. تهران: خوارزمی.',
      apa: 'داستایوفسکی، فیودور. (۱۳۹۰). _جنایت و مکافات_ (ترجمهٔ مهری آهی). خوارزمی.',
      chicago: 'داستایوفسکی، فیودور. _جنایت و مکافات_. ترجمهٔ مهری آهی. تهران: خوارزمی، ۱۳۹۰.',
    },
  ],
  [
    'two Latin names',
    two,
    {
      iranian: 'Smith، John Paul و Doe، Jane (1990). _Iranian libraries: a history_. London: Brill.',
      apa: 'Smith, J. P., & Doe, J. (1990). _Iranian libraries: a history_. Brill.',
      chicago: 'Smith, John Paul, and Jane Doe. _Iranian libraries: a history_. London: Brill, 1990.',
    },
  ],
  [
    'an Arabic title with its romanised form',
    romanised,
    {
      iranian: 'بيومي، السباعي (۱۹۴۸). _تاريخ الأدب العربي_. مكتبة النهضة المصرية.',
      apa: 'Bayyūmī, A. (1948). _Tārīkh al-adab al-ʻArabī: naẓrah_. مكتبة النهضة المصرية.',
      chicago: 'Bayyūmī, al-Sibāʻī. _Tārīkh al-adab al-ʻArabī: naẓrah_. مكتبة النهضة المصرية, 1948.',
    },
  ],
  [
    'nothing but a title',
    { title: 'قرآن کریم' },
    { iranian: '_قرآن کریم_.', apa: '_قرآن کریم_. (بی‌تا).', chicago: '_قرآن کریم_.' },
  ],
]

for (const [name, brief, expected] of TABLE) {
  for (const style of CITATION_STYLES) {
    test(`${style}: ${name}`, () => assert.equal(written(brief, style), expected[style]))
  }
}

test('Chicago turns eleven authors into seven and the rest', () => {
  const authors = Array.from({ length: 11 }, (_, i) => by(`Family${i}, Given`))
  assert.match(written({ title: 'Many', authors }, 'chicago'), /^Family0, Given, .*Given Family6, et al\. _Many_\.$/)
})
