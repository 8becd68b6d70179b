import { toPersianDigits } from '#lib/persian/digits.ts'

/** A work of the demonstration, out of `db/demo/works.tsv`. */
export interface DemoWork {
  readonly title: string
  readonly author: string
  readonly dates: string
  readonly subjects: readonly string[]
  readonly dewey: string
  readonly volumes: number
  /** 1 (a few libraries) to 9 (every second one). */
  readonly weight: number
  /** The province whose libraries have it, for works about a place. */
  readonly province: string | null
}

/** One edition of a work: what the records of both networks describe, each in its own way. */
export interface DemoEdition {
  readonly number: number
  readonly work: DemoWork
  readonly volume: number | null
  readonly publisher: string
  readonly year: number
  readonly statement: string | null
  readonly pages: number
  readonly isbn: string
}

const PUBLISHERS = [
  'امیرکبیر',
  'سخن',
  'نیلوفر',
  'هرمس',
  'علمی و فرهنگی',
  'ققنوس',
  'سروش',
  'قطره',
  'نگاه',
  'به‌نشر',
  'سورهٔ مهر',
  'زوار',
  'دارالکتب الاسلامیه',
  'بنیاد پژوهش‌های اسلامی',
  'سمت',
  'کانون پرورش فکری کودکان و نوجوانان',
  'صدرا',
  'طوس',
] as const

/** Mulberry32: the same demonstration on every machine. */
export function randomOf(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The works of the file; a line starting with `#` is a remark. */
export function worksOf(tsv: string): DemoWork[] {
  const [, ...lines] = tsv.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  return lines.map((line) => {
    const [title = '', author = '', dates = '', subjects = '', dewey = '', volumes = '1', weight = '1'] =
      line.split('\t')
    return {
      title,
      author,
      dates,
      subjects: subjects.split('|'),
      dewey,
      volumes: Number(volumes),
      weight: Number(weight),
      province: null,
    }
  })
}

const LOCAL = [
  { title: (place: string) => `تاریخ ${place}`, subject: (place: string) => `${place} -- تاریخ`, dewey: '955' },
  { title: (place: string) => `جغرافیای ${place}`, subject: (place: string) => `${place} -- جغرافیا`, dewey: '915/5' },
  {
    title: (place: string) => `فرهنگ مردم ${place}`,
    subject: (place: string) => `فرهنگ عامه -- ${place}`,
    dewey: '398',
  },
  { title: (place: string) => `نام‌آوران ${place}`, subject: (place: string) => `${place} -- سرگذشت‌نامه`, dewey: '920' },
] as const

const GIVEN = 'محمد علی حسین رضا مهدی احمد فاطمه زهرا مریم ناصر پرویز بهرام نسرین پروین محسن سعید نرگس ابراهیم'.split(
  ' ',
)
const FAMILY = 'محمدی رضایی احمدی موسوی کریمی رحیمی جعفری صادقی ملکی نوری قاسمی اکبری یوسفی شریفی کاظمی مرادی'.split(
  ' ',
)

/** Made works about real places, by authors who do not exist: each known in the libraries of its own province. */
export function localWorks(counties: readonly { name: string; provinceCode: string }[]): DemoWork[] {
  return counties.flatMap(({ name, provinceCode }, at) =>
    LOCAL.map((kind, which) => {
      const random = randomOf(at * 7 + which)
      const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)]!
      return {
        title: kind.title(name),
        author: `${pick(FAMILY)}، ${pick(GIVEN)}`,
        dates: `${1310 + Math.floor(random() * 60)}-`,
        subjects: [kind.subject(name)],
        dewey: kind.dewey,
        volumes: 1,
        weight: 1,
        province: provinceCode,
      }
    }),
  )
}

/** The editions of a work, one to three, each with every volume. */
export function editionsOf(work: DemoWork, seed: number, nextNumber: () => number): DemoEdition[] {
  const random = randomOf(seed * 104_729 + 11)
  const count = work.weight >= 7 ? 3 : work.weight >= 4 ? 2 : 1
  return Array.from({ length: count }, (_, at) => {
    const publisher = PUBLISHERS[Math.floor(random() * PUBLISHERS.length)]!
    const year = 1362 + Math.floor(random() * 42)
    const statement = at === 0 ? null : `چاپ ${toPersianDigits(at + 1)}`
    return Array.from({ length: work.volumes }, (_, v): DemoEdition => {
      const number = nextNumber()
      const volume = work.volumes === 1 ? null : v + 1
      const pages = 96 + Math.floor(random() * 560)
      return { number, work, volume, publisher, year, statement, pages, isbn: isbnOf(number) }
    })
  }).flat()
}

/** An ISBN-13 with a right check digit under a registrant that nobody has: 978-622-9999. */
function isbnOf(number: number): string {
  const body = `9786229${String(number).padStart(5, '0')}`
  const sum = [...body].reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
  return `${body}${(10 - (sum % 10)) % 10}`
}
