import { formatNumber, formatPlain } from '#lib/calendar/format-number.ts'
import type { RefusalFacts } from '#lib/refusal.ts'

const MEGABYTE = 1024 * 1024

/** What the front door says, in Persian: navigation, the footer, the home page, errors. */
export const fa = {
  siteDescription: 'پیوند کتابخانه‌ها: فهرست مشترک کتاب‌ها و راهنمای کتابخانه‌های همکار در سراسر ایران',
  siteNav: 'بخش‌های اصلی',
  deskNav: 'میز کار',
  menu: 'فهرست بخش‌ها',
  home: 'صفحهٔ نخست',
  signIn: 'ورود',
  signOut: 'خروج',
  account: (name: string) => `حساب ${name}`,
  desk: 'میز کار',
  otherLanguage: 'English',
  otherLanguageLong: 'This page in English',
  theme: 'رنگ صفحه',
  themes: { auto: 'رنگ: خودکار', light: 'رنگ: روشن', dark: 'رنگ: تیره' },
  themeNext: {
    auto: 'رنگ صفحه پیرو دستگاه شماست؛ روشن شود',
    light: 'رنگ صفحه روشن است؛ تیره شود',
    dark: 'رنگ صفحه تیره است؛ پیرو دستگاه شود',
  },
  demo: 'این یک نمایش است: کتابخانه‌ها، افراد و رقم‌های آن واقعی نیستند.',
  footPromise:
    'پیوند، همکاری شبکه‌های کتابخانه‌ای را به کار روزانه تبدیل می‌کند و آنچه را انجام شده با آنچه وعده داده شده می‌سنجد.',
  api: 'برای برنامه‌نویسان',
  homeTitle: 'یک جستجو، همهٔ کتابخانه‌ها',
  homeLead: 'کتابی را که می‌خواهید با هر املایی بنویسید؛ می‌گوییم کدام کتابخانه آن را دارد و چقدر با شما فاصله دارد.',
  homeFigures: 'پیوند در یک نگاه',
  homeMap: 'کتابخانه‌ها در نقشهٔ ایران',
  homeMapCaption: 'هر دایره یک استان است و بزرگی آن شمار کتابخانه‌هایش را نشان می‌دهد.',
  counted: { titles: 'عنوان در فهرست مشترک', libraries: 'کتابخانه', networks: 'شبکهٔ همکار', provinces: 'استان' },
  notFound: 'این صفحه پیدا نشد',
  notFoundText: 'شاید نشانی اشتباه نوشته شده یا صفحه جابه‌جا شده باشد. از همین جا جستجو کنید یا به صفحهٔ نخست برگردید.',
  refused: {
    invalid: 'این درخواست پذیرفته نشد',
    forbidden: 'اجازهٔ این کار را ندارید',
    missing: 'چنین چیزی پیدا نشد',
    conflict: 'این کار اکنون شدنی نیست',
  },
  refusedUnknown: 'این درخواست پذیرفته نشد.',
  signInFirst: 'برای این کار وارد شوید',
  fault: 'خطایی از سوی ما رخ داد',
  faultText:
    'کار شما انجام نشد و خطا ثبت شد. اندکی بعد دوباره تلاش کنید؛ اگر باز هم پیش آمد، شمارهٔ زیر را به پشتیبانی بگویید.',
  requestId: 'شمارهٔ درخواست',
  backHome: 'بازگشت به صفحهٔ نخست',
  apiTitle: 'رابط برنامه‌نویسی پیوند',
  apiLead: 'هرچه در صفحه‌ها می‌بینید به صورت داده نیز در دسترس است؛ شرح کامل آن را با قالب OpenAPI بگیرید.',
  apiParameters: 'پارامترها',
  apiAnswers: 'پاسخ‌ها',
  apiBody: 'بدنهٔ درخواست',
  apiEmpty: 'هنوز عملیاتی منتشر نشده است',
  apiNoOperation: 'در رابط برنامه‌نویسی چنین عملیاتی نیست.',
  apiName: 'نام',
  apiWhere: 'محل',
  apiType: 'نوع',
  apiMeaning: 'معنی',
  stopped: {
    403: 'این درخواست از صفحهٔ دیگری فرستاده شده یا مهلت فرم تمام شده است. صفحه را تازه کنید و دوباره بفرستید.',
    413: 'آنچه فرستادید بزرگ‌تر از اندازهٔ پذیرفتنی است؛ آن را کوچک‌تر یا چند بخش کنید.',
    405: 'این نشانی چنین درخواستی را نمی‌پذیرد.',
    408: 'فرستادن درخواست بیش از اندازه طول کشید. دوباره بکوشید.',
    414: 'نشانی این درخواست بیش از اندازه بلند است.',
    415: 'آنچه فرستادید به قالبی که این نشانی می‌خواند نیست.',
    429: 'درخواست‌های پیاپی شما زیاد بود. کمی صبر کنید و دوباره تلاش کنید.',
  } as Readonly<Record<number, string>>,
  secondStep: 'راه‌اندازی ورود دومرحله‌ای',
  refusals: {
    'files.missing': () => 'این پرونده دیگر در سامانه نیست. اگر هنوز آن را لازم دارید، دوباره بفرستید.',
    'files.too-large': (f) =>
      `پرونده بزرگ‌تر از ${formatNumber(Math.floor(Number(f.max) / MEGABYTE), 'fa')} مگابایت است؛ آن را چند بخش کنید.`,
    'files.range-outside': () => 'بخشی که خواستید بیرون از اندازهٔ پرونده است.',
    'journal.before-malformed': () => 'نشانی این برگ از تاریخچه درست نیست.',
    'mail.rejected': (f) => `کارگزار رایانامه این نامه را نپذیرفت (پاسخ ${formatPlain(Number(f.answer), 'fa')}).`,
  } as Record<string, (facts: RefusalFacts) => string>,
}

export type Text = typeof fa
