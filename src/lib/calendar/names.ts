import type { Lang } from '#lib/language.ts'

const BOTH = <T>(fa: T, en: T): Readonly<Record<Lang, T>> => ({ fa, en })

/** Days of the week from شنبه; index by `weekday()`. */
export const WEEKDAYS = BOTH(
  ['شنبه', 'یکشنبه', 'دوشنبه', 'سه‌شنبه', 'چهارشنبه', 'پنجشنبه', 'جمعه'],
  ['Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
)

/** Jalali months from Farvardin. */
export const JALALI_MONTHS = BOTH(
  ['فروردین', 'اردیبهشت', 'خرداد', 'تیر', 'مرداد', 'شهریور', 'مهر', 'آبان', 'آذر', 'دی', 'بهمن', 'اسفند'],
  [
    'Farvardin',
    'Ordibehesht',
    'Khordad',
    'Tir',
    'Mordad',
    'Shahrivar',
    'Mehr',
    'Aban',
    'Azar',
    'Dey',
    'Bahman',
    'Esfand',
  ],
)

/** Lunar months from Muharram, as Iran's official calendar names them. */
export const LUNAR_MONTHS = BOTH(
  [
    'محرم',
    'صفر',
    'ربیع‌الاول',
    'ربیع‌الثانی',
    'جمادی‌الاولی',
    'جمادی‌الثانیه',
    'رجب',
    'شعبان',
    'رمضان',
    'شوال',
    'ذی‌القعده',
    'ذی‌الحجه',
  ],
  [
    'Muharram',
    'Safar',
    'Rabiʿ I',
    'Rabiʿ II',
    'Jumada I',
    'Jumada II',
    'Rajab',
    'Shaʿban',
    'Ramadan',
    'Shawwal',
    'Dhu al-Qaʿda',
    'Dhu al-Hijja',
  ],
)

/** Gregorian months from January, in Persian as Iranians write them. */
export const GREGORIAN_MONTHS = BOTH(
  ['ژانویه', 'فوریه', 'مارس', 'آوریل', 'مه', 'ژوئن', 'ژوئیه', 'اوت', 'سپتامبر', 'اکتبر', 'نوامبر', 'دسامبر'],
  [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
)
