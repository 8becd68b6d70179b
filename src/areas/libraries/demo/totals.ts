import type { Total } from '#areas/libraries/contract.ts'

const total = (measure: Total['measure'], value: number, countedOn: string, source: string): Total => ({
  measure,
  value,
  countedOn,
  source,
})

/** What the two organisations said of themselves, with the day and where it stands. These are facts, not demonstration. */
export const PUBLISHED: Readonly<Record<'iplf' | 'aqr', readonly Total[]>> = {
  iplf: [
    total('members', 1_970_000, '2018-03-20', 'ویکی‌پدیای فارسی، «نهاد کتابخانه‌های عمومی کشور»، پایان ۱۳۹۶'),
    total('copies', 40_500_000, '2018-03-20', 'ویکی‌پدیای فارسی، «نهاد کتابخانه‌های عمومی کشور»، پایان ۱۳۹۶'),
    total('staff', 7313, '2018-03-20', 'ویکی‌پدیای فارسی، «نهاد کتابخانه‌های عمومی کشور»، پایان ۱۳۹۶'),
    total('staff', 7500, '2022-03-20', 'هنرآنلاین ۱۷۷۴۶۵، نزدیک به این شمار'),
    total('libraries', 3798, '2024-06-20', 'قطره، خرداد ۱۴۰۳'),
    total('libraries', 3794, '2025-08-22', 'فهرست کتابخانه‌ها تا پایان مرداد ۱۴۰۴، iranpl.ir'),
    total('service-points', 4175, '2025-08-22', 'فهرست کتابخانه‌ها تا پایان مرداد ۱۴۰۴، iranpl.ir'),
    total('members', 2_500_000, '2025-09-03', 'صداوسیمای خراسان رضوی ۵۵۶۹۱۷۰، نزدیک به این شمار'),
    total('service-points', 4229, '2025-11-09', 'خبرگزاری دانشجو، ۱۸ آبان ۱۴۰۴'),
  ],
  aqr: [
    total('visits', 4_835_000, '2018-03-20', 'بتانیوز ۱۵۸۱۹۷۶، ۳۸ کتابخانهٔ وابسته در ۱۳۹۶'),
    total('copies', 2_240_000, '2018-03-20', 'بتانیوز ۱۵۸۱۹۷۶، ۳۸ کتابخانهٔ وابسته در ۱۳۹۶'),
    total('libraries', 49, '2018-03-20', 'بتانیوز ۱۵۸۱۹۷۶: مرکزی، ۳۸ وابسته و ۱۰ تخصصی'),
    total('libraries', 54, '2019-03-20', 'آمار ۱۳۹۷، library.razavi.ir/fa/36582'),
  ],
}

/** Figures of the central library of Astan Quds itself. */
export const CENTRAL: readonly Total[] = [
  total('area', 28_800, '2019-03-20', 'آمار ۱۳۹۷، library.razavi.ir/fa/36582'),
  total('members', 211_902, '2017-12-31', 'دسامبر ۲۰۱۷، globe.aqr.ir'),
]
