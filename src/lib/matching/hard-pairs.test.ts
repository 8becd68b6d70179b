import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCard } from '#lib/matching/card/read-card.ts'
import { aRecord } from '#tests/support/marc-records.ts'
import { compare } from './compare.ts'

/** A made book; each pair changes some of its fields on both sides. */
const BOOK: Readonly<Record<string, string>> = {
  '008': '260101s1382    ir            000 0 per d',
  '100 1#': '$aرضایی، علی',
  '245 10': '$aتاریخ اجتماعی ایران',
  '260 ##': '$aتهران :$bنشر نی,$c1382.',
  '300 ##': '$a۳۲۰ ص.',
}

type Change = Readonly<Record<string, string | null>>

/** A tag may stand twice: `020 ##/2`. */
function made(change: Change) {
  const fields = Object.entries({ ...BOOK, ...change }).filter((one): one is [string, string] => one[1] !== null)
  const lines = fields.map(([at, value]) => (at === '008' ? `008=${value}` : `${at.replace(/\/\d$/, '')} ${value}`))
  return readCard(aRecord(lines), 'marc21')
}

const dated = (coded: string, stated: string, more: Change = {}): Change => ({
  '008': `260101${coded}ir            000 0 per d`,
  '260 ##': `$aتهران :$bنشر نی,$c${stated}.`,
  ...more,
})
const titled = (title: string, more: Change = {}): Change => ({ '245 10': title, ...more })
const roman = (title: string, name: string, imprint = '$aTihrān :$bNashr-i Nay,$c1382 [2003].'): Change => ({
  '100 1#': `$a${name}`,
  '245 10': `$a${title}`,
  '260 ##': imprint,
  '300 ##': '$a320 p.',
})

type Pair = readonly [why: string, outcome: 'group' | 'ask' | 'apart' | 'not group', a: Change, b: Change]

const T = 'تاریخ اجتماعی ایران'
const VOLUMES: readonly Change[][] = [
  // Each row: volume 1 in many places, and volume 2 in the same places.
  ...[1, 2].map((n) => {
    const fa = '۰۱۲'[n]!
    const words = ['', 'اول', 'دوم'][n]!
    const arabic = ['', 'الأول', 'الثاني'][n]!
    const romans = ['', 'I', 'II'][n]!
    return [
      titled(`$a${T} /$cعلی رضایی ؛ ج. ${fa}`),
      titled(`$a${T}.$nجلد ${fa}`),
      titled(`$a${T}.$nجلد ${words}`),
      titled(`$a${T}.$n${fa}`),
      titled(`$a${T}.$n${n}`),
      titled(`$a${T}.$n${words}`),
      titled(`$a${T}.$nج${fa}`),
      titled(`$a${T}.$nالجزء ${arabic}`),
      titled(`$a${T} (جلد ${words})`),
      titled(`$a${T} :$bجلد ${fa}`),
      titled(`$a${T} - ج ${n}`),
      titled(`$a${T}، مجلد ${words}`),
      titled(`$a${T}.$pجلد ${words}`),
      titled(`$aجلد ${words} ${T}`),
      titled(`$a${T}, vol. ${romans}`),
      titled(`$a${T}.$nVol. ${n}`),
      titled(`$a${T}.$nBand ${romans}`),
      titled(`$a${T}. دوره ${words}`),
      titled(`$a${T}.$nدوره‌ی ${words}`),
      titled(`$a${T}: دفتر ${words}`),
      titled(`$a${T}. بخش ${words}`),
      titled(`$a${T}`, { '300 ##': `$aج. ${fa} (۳۲۰ ص.)` }),
      titled(`$a${T}`, { '300 ##': `$aج ${n}` }),
      titled(`$a${T}`, { '020 ##': `$a978964312345${['', '1', '1'][n]}$qج. ${fa}` }),
      titled(`$a${T}`, { '020 ##': `$a9789643123451 (vol. ${n})` }),
      titled(`$a${T}`, { '020 ##': `$a9789643123451 (جلد ${words})` }),
    ]
  }),
]

test('volume one is never joined with volume two, wherever each is written', () => {
  const [ones = [], twos = []] = VOLUMES
  for (const one of ones) {
    for (const two of twos) {
      const verdict = compare(made(one), made(two))
      assert.equal(verdict.outcome, 'apart', `${JSON.stringify(one)} ↔ ${JSON.stringify(two)}`)
    }
  }
})

test('volume one is never joined with a record that names none', () => {
  for (const one of VOLUMES[0]!) {
    assert.notEqual(compare(made(one), made({})).outcome, 'group', JSON.stringify(one))
  }
})

const PAIRS: readonly Pair[] = [
  // Volumes in rarer clothes.
  ['eleven is not one', 'apart', titled(`$a${T}.$nجلد یازدهم`), titled(`$a${T}.$nجلد اول`)],
  ['twenty-one is not twenty', 'apart', titled(`$a${T}، جلد بیست و یکم`), titled(`$a${T}، جلد بیستم`)],
  ['eleven in Arabic', 'apart', titled(`$a${T}.$nالجزء الحادي عشر`), titled(`$a${T}.$nالجزء العاشر`)],
  ['thirteen in Arabic beside three', 'apart', titled(`$a${T}.$nالجزء الثالث عشر`), titled(`$a${T}.$nالجزء الثالث`)],
  ['volumes by abjad letters', 'not group', titled(`$a${T}.$nالف`), titled(`$a${T}.$nب`)],
  ['Latin letters', 'not group', titled(`$a${T}.$nA`), titled(`$a${T}.$nB`)],
  [
    'romanised Persian',
    'apart',
    roman(`Tārīkh-i ijtimāʻī-i Īrān.$nJild-i avval`, 'Riz̤āyī, ʻAlī'),
    titled(`$a${T}.$nجلد دوم`),
  ],
  [
    'plain Latin spelling',
    'apart',
    roman('Tarikh-e ejtemai-ye Iran, jeld-e dovvom', 'Rezai, Ali'),
    titled(`$a${T}.$nجلد اول`),
  ],
  [
    'romanised Arabic, two digits',
    'apart',
    roman('Tārīkh ijtimāʻī Īrān. $nal-Juzʼ al-ḥādī ʻashar', 'Riḍāʼī, ʻAlī'),
    titled(`$a${T}.$nج. ۱۲`),
  ],
  ['a range and one of it', 'not group', titled(`$a${T}.$nج. ۱-۲`), titled(`$a${T}.$nج. ۱`)],
  ['a whole set and a volume', 'apart', titled(`$a${T}`, { '300 ##': '$a۲ ج.' }), titled(`$a${T}.$nج. ۱`)],
  ['the set as دوره', 'not group', titled(`$a${T} (دوره ۲ جلدی)`), titled(`$a${T}.$nج. ۱`)],
  ['set in the extent, volume by ISBN', 'apart', { '300 ##': '$a۲ ج.' }, { '020 ##': '$a9789643123451$qج. ۱' }],
  [
    'the set’s ISBN on two volumes',
    'apart',
    titled(`$a${T}.$nج. ۱`, { '020 ##': '$a9789643123451$qدوره' }),
    titled(`$a${T}.$nج. ۲`, { '020 ##': '$a9789643123451$qدوره' }),
  ],
  [
    'one unqualified ISBN on volumes',
    'apart',
    titled(`$a${T}.$nج. ۱`, { '020 ##': '$a9789643123451' }),
    titled(`$a${T}.$nج. ۲`, { '020 ##': '$a9789643123451' }),
  ],
  ['sets of two and three volumes', 'not group', { '300 ##': '$a۲ ج.' }, { '300 ##': '$a۳ ج.' }],
  ['a school book of two grades', 'apart', titled('$aریاضی ۱'), titled('$aریاضی ۲')],
  [
    'a school book of two grades in words',
    'not group',
    titled('$aفارسی پایهٔ سوم دبستان'),
    titled('$aفارسی پایهٔ چهارم دبستان'),
  ],
  ['a title of digits', 'not group', titled('$a۱۹۸۴'), titled('$a۱۹۸۵')],
  // Calendars and dates.
  ['solar and Western', 'group', dated('s1382    ', '1382'), dated('s2003    ', '2003')],
  ['solar in brackets', 'group', dated('s1382    ', '۱۳۸۲'), dated('s1382    ', '[1382?]')],
  ['lunar and solar', 'group', dated('s2003    ', '1424ق. = 1382'), dated('s1382    ', '1382')],
  ['lunar alone', 'group', dated('s2003    ', '۱۴۲۴ ق'), dated('s2003    ', '1382')],
  ['corrected year', 'group', dated('s1383    ', '۱۳۸۲ [یعنی ۱۳۸۳]'), dated('s1383    ', '1383')],
  ['the year printed wrong', 'group', dated('s1383    ', '۱۳۸۲ [یعنی ۱۳۸۳]'), dated('s1382    ', '1382')],
  ['copyright', 'group', dated('s1382    ', 'c1382'), dated('s1382    ', '1382')],
  ['the next solar year', 'ask', dated('s1382    ', '1382'), dated('s1383    ', '1383')],
  ['the next solar year, coded in Western years', 'ask', dated('s2003    ', '1382'), dated('s2004    ', '1383')],
  ['the next solar year, coded alike', 'ask', dated('s2004    ', '1382'), dated('s2004    ', '1383')],
  ['the next Western year', 'ask', dated('s2003    ', '2003'), dated('s2004    ', '2004')],
  ['a reprint ten years on', 'not group', dated('s1382    ', '1382'), dated('s1392    ', '1392')],
  [
    'second printing of the same year',
    'ask',
    dated('s1382    ', '1382', { '250 ##': '$aچاپ اول' }),
    dated('s1382    ', '1382', { '250 ##': '$aچاپ دوم' }),
  ],
  ['second printing by another publisher', 'ask', { '250 ##': '$aچاپ دوم' }, { '260 ##': '$aتهران :$bمرکز,$c1382.' }],
  [
    'a set’s range beside its first year',
    'group',
    dated('m13801385', '1380-1385', { '300 ##': '$a۳ ج.' }),
    dated('m13809999', '1380-', { '300 ##': '$a۳ ج.' }),
  ],
  // Numbers.
  ['ISBN-10 and ISBN-13', 'group', { '020 ##': '$a964-312-345-X' }, { '020 ##': '$a978-964-312-345-1' }],
  [
    'ISBN by mistake on two works',
    'not group',
    { '020 ##': '$a9789643123451' },
    { '100 1#': '$aکیانی، یدالله', '245 10': '$aشیمی آلی', '020 ##': '$a9789643123451' },
  ],
  [
    'ISBN by mistake on two works of one author',
    'not group',
    { '020 ##': '$a9789643123451' },
    titled('$aجغرافیای تاریخی خراسان', { '020 ##': '$a9789643123451' }),
  ],
  ['another publisher, same year and pages', 'ask', {}, { '260 ##': '$aتهران :$bمرکز,$c1382.' }],
  [
    'another publisher, other pages',
    'not group',
    {},
    { '260 ##': '$aمشهد :$bآستان قدس رضوی,$c1382.', '300 ##': '$a۴۱۲ ص.' },
  ],
  [
    'a classic without publishers’ names',
    'ask',
    { '100 1#': '$aحافظ، شمس‌الدین محمد', '245 10': '$aدیوان حافظ', '260 ##': '$c1370.', '300 ##': null },
    {
      '100 1#': '$aحافظ، شمس‌الدین محمد',
      '245 10': '$aدیوان حافظ',
      '260 ##': '$aتهران :$bزوار,$c1370.',
      '300 ##': null,
    },
  ],
  [
    'the Quran by two publishers',
    'ask',
    { '100 1#': null, '245 10': '$aقرآن کریم', '300 ##': '$a۶۰۴ ص.', '260 ##': '$aقم :$bاسوه,$c1382.' },
    { '100 1#': null, '245 10': '$aقرآن کریم', '300 ##': '$a۶۰۴ ص.', '260 ##': '$aتهران :$bامیرکبیر,$c1382.' },
  ],
  // Authors and titles.
  [
    'two authors of one name of book',
    'not group',
    titled('$aریاضیات عمومی'),
    titled('$aریاضیات عمومی', { '100 1#': '$aکیانی، یدالله', '300 ##': '$a۲۸۰ ص.' }),
  ],
  ['the author only behind the slash', 'group', { '100 1#': null, '245 10': `$a${T} /$cعلی رضایی` }, {}],
  [
    'two sisters of a series',
    'not group',
    titled('$aقصه‌های خوب برای بچه‌های خوب: کلیله و دمنه', { '300 ##': '$a۲۴ ص.' }),
    titled('$aقصه‌های خوب برای بچه‌های خوب: مرزبان‌نامه', { '300 ##': '$a۲۴ ص.' }),
  ],
  [
    'one letter that matters',
    'not group',
    titled('$aحسنی و مدرسه', { '300 ##': '$a۲۴ ص.' }),
    titled('$aحسنی و مزرعه', { '300 ##': '$a۲۴ ص.' }),
  ],
  ['a book and its workbook', 'not group', titled('$aعلوم تجربی'), titled('$aکار علوم تجربی', { '300 ##': '$a۹۶ ص.' })],
  [
    'a book and the answers to it',
    'not group',
    titled('$aفیزیک هالیدی'),
    titled('$aحل المسائل فیزیک هالیدی', { '300 ##': '$a۲۰۸ ص.' }),
  ],
  ['a book and its abridgement', 'not group', titled('$aتاریخ بیهقی'), titled('$aگزیدهٔ تاریخ بیهقی')],
  ['a text and the commentary on it', 'not group', titled('$aکفایة الاصول'), titled('$aشرح کفایة الاصول')],
  [
    'two congresses',
    'not group',
    { '100 1#': null, '111 2#': '$aکنگرهٔ فردوسی$n(نخستین :$d۱۳۱۳)', '245 10': '$aمجموعه مقالات' },
    { '100 1#': null, '111 2#': '$aکنگرهٔ فردوسی$n(دومین :$d۱۳۷۹)', '245 10': '$aمجموعه مقالات' },
  ],
  ['a parallel title', 'group', titled(`$a${T} =$bSocial history of Iran`), {}],
  ['other title information', 'group', titled(`$a${T} :$bاز آغاز تا مشروطه`), {}],
  // Kinds and carriers.
  [
    'print and online',
    'apart',
    {},
    {
      '300 ##': '$a۱ منبع برخط (۳۲۰ ص.)',
      '338 ##': '$aمنبع برخط$bcr$2rdacarrier',
      '337 ##': '$bc$2rdamedia',
      '008': '260101s1382    ir      o     000 0 per d',
    },
  ],
  ['print and microfilm', 'apart', {}, { '008': '260101s1382    ir      a     000 0 per d' }],
  [
    'a thesis and the book of it',
    'not group',
    {},
    { '260 ##': '$c1382.', '502 ##': '$aپایان‌نامه (کارشناسی ارشد)--دانشگاه تهران، ۱۳۸۲.' },
  ],
  [
    'a facsimile of an old print',
    'not group',
    dated('s1320    ', '1320'),
    dated('r13821320', '1382', { '500 ##': '$aچاپ افست از نسخهٔ ۱۳۲۰.' }),
  ],
  [
    'a translation by another translator',
    'not group',
    { '245 10': '$aبینوایان /$cویکتور هوگو ؛ ترجمهٔ حسینقلی مستعان', '100 1#': '$aهوگو، ویکتور' },
    { '245 10': '$aبینوایان /$cویکتور هوگو ؛ ترجمهٔ محمدرضا پارسایار', '100 1#': '$aهوگو، ویکتور' },
  ],
  [
    'another editor of a classic',
    'not group',
    { '245 10': '$aدیوان حافظ /$cبه تصحیح محمد قزوینی و قاسم غنی', '100 1#': '$aحافظ، شمس‌الدین محمد', '300 ##': null },
    { '245 10': '$aدیوان حافظ /$cبه تصحیح پرویز ناتل خانلری', '100 1#': '$aحافظ، شمس‌الدین محمد', '300 ##': null },
  ],
  // Romanised without ALA-LC.
  ['passport style', 'group', roman('Tarikh-e ejtemai-ye Iran', 'Rezaei, Ali', '$aTehran :$bNey,$c2003.'), {}],
  ['IJMES', 'group', roman('Tārīkh-i ijtimāʿī-yi Īrān', 'Riżāʾī, ʿAlī'), {}],
  ['DIN 31635', 'group', roman('Tārīḫ-i iǧtimāʿī-i Īrān', 'Riżāyī, ʿAlī'), {}],
  ['old LC', 'group', roman('Tārīkh-i ijtimāʻī-i Īrān', 'Riz̤āʼī, ʻAlī'), {}],
  ['English keyboard', 'group', roman('Tarikhe ejtemaeeye Iran', 'Rezayi, Ali', '$aTehran :$bNashr-e Ney,$c2003.'), {}],
  [
    'English keyboard with oo and ee',
    'group',
    { ...roman('Shoor-e zendegi va sokoot', 'Kiani, Yadollah', '$aTehran :$bMarkaz,$c2003.') },
    { '100 1#': '$aکیانی، یدالله', '245 10': '$aشور زندگی و سکوت', '260 ##': '$aتهران :$bمرکز,$c1382.' },
  ],
]

for (const [why, outcome, a, b] of PAIRS) {
  test(why, () => {
    const verdict = compare(made(a), made(b))
    const told = `${verdict.outcome}: ${verdict.features.map(({ because, score }) => `${because} ${score}`).join(', ')}`
    if (outcome === 'not group') assert.notEqual(verdict.outcome, 'group', told)
    else assert.equal(verdict.outcome, outcome, told)
  })
}
