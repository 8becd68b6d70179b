import type { IndexSchema, SearchDocument } from '#platform/search/types.ts'

/** What the made records are searched by: like the catalogue's index, so that figures carry over. */
export const schema: IndexSchema = {
  name: 'bench',
  version: 1,
  fields: {
    title: { weight: 5, leads: true, names: ['عنوان'] },
    author: { weight: 3, names: ['پدیدآور'] },
    subject: { weight: 2 },
    publisher: { weight: 1 },
    isbn: { weight: 5, kind: 'code' },
  },
  facets: { publisher: 'one', year: 'one', subject: 'many', library: 'many' },
  sorts: { title: 'string', year: 'number' },
}

const COMMON =
  'و در از تاریخ ایران به کتاب زندگی علوم آموزش مبانی اسلام اصول شرح فرهنگ ادبیات زبان فارسی جهان جامعه هنر شعر داستان روش مدیریت حقوق اقتصاد فلسفه دین قرآن تفسیر حدیث فقه اخلاق عرفان سیاست انقلاب جنگ صلح کودک نوجوان خانواده زن مرد مادر پدر دانش پژوهش نظریه تحلیل بررسی مقدمه درآمد راهنما مجموعه گزیده برگزیده دیوان منظومه نامه سفرنامه خاطرات یادداشت گفتگو نقد معماری نقاشی خوشنویسی موسیقی سینما تئاتر ورزش بهداشت پزشکی پرستاری روان شناسی جامعه‌شناسی مردم‌شناسی باستان‌شناسی ریاضی فیزیک شیمی زیست‌شناسی نجوم جغرافیا زمین آب هوا خاک کشاورزی دام صنعت مهندسی برق مکانیک رایانه برنامه‌نویسی شبکه اطلاعات کتابداری کتابخانه‌ها نسخه خطی آستان قدس رضوی مشهد تهران اصفهان شیراز تبریز خراسان'.split(
    ' ',
  )
const OPENINGS =
  'با بر تا جا چا خا دا را زا سا شا فا کا گا لا ما نا وا یا بی تی چی دی ری سی شی فی کی گی لی می نی پو تو خو دو رو سو شو کو گو مو نو هو آب آر آز ار اس اش ان او ای پر تر خر در سر شر فر کر گر مر نر'.split(
    ' ',
  )
const MIDDLES = 'بر تر در ده رد زن سان شن فت کن گر مر ند هر ید رس ست شت نگ وان یار ون لد مه نه هم کار بند خت'.split(' ')
const ENDINGS = ' ان ین ار ور مند گاه دان کده ستان بان نده ش ه ی ک ا و'.split(' ')
const GIVEN =
  'محمد علی حسین حسن رضا مهدی احمد فاطمه زهرا مریم زینب ناصر پرویز بهرام ایرج داریوش سیاوش کیانوش نسرین پروین شیرین لیلا سارا نرگس محمدرضا علیرضا غلامحسین عبدالله ابراهیم اسماعیل یوسف یعقوب'.split(
    ' ',
  )

/** Mulberry32: the same records on every machine. */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Chooses ranks 0 … size - 1 by Zipf's law. */
function zipf(size: number, exponent: number): (random: () => number) => number {
  const sums = new Float64Array(size)
  let sum = 0
  for (let rank = 0; rank < size; rank++) {
    sum += 1 / (rank + 2) ** exponent
    sums[rank] = sum
  }
  return (random) => {
    const at = random() * sum
    let low = 0
    let high = size - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if (sums[middle]! < at) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** A vocabulary with real words at its head and pronounceable ones behind. */
function vocabularyOf(size: number): string[] {
  const words = new Set(COMMON)
  for (let n = 0; words.size < size; n++) {
    const opening = OPENINGS[n % OPENINGS.length]!
    const middle = MIDDLES[Math.floor(n / OPENINGS.length) % MIDDLES.length]!
    const rest = Math.floor(n / (OPENINGS.length * MIDDLES.length))
    const second = rest < ENDINGS.length ? '' : MIDDLES[(rest - ENDINGS.length) % MIDDLES.length]!
    words.add(`${opening}${middle}${second}${ENDINGS[rest % ENDINGS.length]!}`)
    if (n > size * 40) words.add(`${opening}${middle}${n}`)
  }
  return [...words]
}

export interface Shelf {
  record(number: number): SearchDocument
  /** Queries of `words` words each, drawn from the records. */
  queries(words: number, count: number, records: number): string[]
}

/** Made bibliographic records: 85,000 words by Zipf's law, 3,000 publishers, 4,000 subjects, 3,850 libraries. */
export function aShelf(): Shelf {
  const words = vocabularyOf(85_000)
  const word = zipf(words.length, 1)
  const surname = zipf(20_000, 0.8)
  const publisher = zipf(3_000, 0.9)
  const subject = zipf(4_000, 0.9)
  const library = zipf(3_850, 0.6)
  const subjects = Array.from({ length: 4_000 }, (_, i) => `${words[i % 600]} ${words[(i * 7) % 5_000]}`)
  const sentence = (random: () => number, length: number): string =>
    Array.from({ length }, () => words[word(random)]!).join(' ')
  const many = <T>(random: () => number, most: number, make: () => T): T[] =>
    Array.from({ length: 1 + Math.floor(random() * most) }, make)

  const record = (number: number): SearchDocument => {
    const random = randomOf(number * 2_654_435_761)
    const title = sentence(random, 3 + Math.floor(random() * 8))
    const year = 1404 - Math.floor(random() ** 2 * 100)
    const chosen = [...new Set(many(random, 4, () => subjects[subject(random)]!))]
    const house = `نشر ${words[300 + publisher(random)]}`
    return {
      id: `0192b4a0-0000-7000-8000-${number.toString(16).padStart(12, '0')}`,
      fields: {
        title: [title],
        author: many(
          random,
          3,
          () => `${GIVEN[Math.floor(random() * GIVEN.length)]} ${words[1_000 + surname(random)]}`,
        ),
        subject: chosen,
        publisher: [house],
        isbn: [`978964${String(number).padStart(7, '0')}`],
      },
      facets: {
        publisher: [house],
        year: [String(year)],
        subject: chosen,
        library: [...new Set(many(random, 6, () => `کتابخانه ${library(random)}`))],
      },
      sorts: { title, year },
    }
  }
  return {
    record,
    queries(length, count, records) {
      const random = randomOf(length)
      return Array.from({ length: count }, () => {
        const { fields } = record(Math.floor(random() * records))
        const of = [...fields.title!, ...fields.author!, ...fields.subject!].join(' ').split(' ')
        return Array.from({ length }, () => of.splice(Math.floor(random() * of.length), 1)[0]).join(' ')
      })
    },
  }
}
