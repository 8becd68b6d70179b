import { toPersianDigits } from '#lib/persian/digits.ts'

type Facts = Readonly<Record<string, string | number>>
const n = (fact: string | number | undefined) => toPersianDigits(String(fact ?? ''))

/** What is said about fetching the catalogues of others by OAI-PMH, in Persian. */
export const harvest = {
  title: 'برداشت از سامانه‌های دیگر',
  lead: 'رکوردهای کتابخانه‌های حوزهٔ شما که از سامانهٔ خودشان با پروتکل OAI-PMH برداشته می‌شوند.',
  none: 'هنوز نشانی‌ای برای برداشت ثبت نشده است',
  noneHint: 'اگر سامانهٔ کتابخانه درگاه OAI-PMH دارد، نشانی آن را بیفزایید تا رکوردها خودبه‌خود تازه بمانند.',
  add: 'افزودن نشانی',
  addLead:
    'نشانی پایهٔ درگاه OAI-PMH را از پشتیبان سامانهٔ کتابخانه بگیرید. نخستین برداشت همهٔ رکوردها را می‌آورد و پس از آن تنها تغییرها.',
  source: 'نشانی',
  url: 'نشانی درگاه OAI-PMH',
  urlHint: 'مانند https://lib.example.ir/oai؛ بدون آنچه پس از «؟» می‌آید.',
  set: 'مجموعه (set)',
  setHint: 'اگر تنها بخشی از فهرست آن سامانه برای این کتابخانه است؛ وگرنه خالی بگذارید.',
  format: 'قالب فراداده',
  formatHint: 'مانند marcxml. اگر خالی بماند، نخستین قالب مارک سامانه برگزیده می‌شود.',
  daily: 'هر روز برداشت شود',
  dailyHint: 'تنها آنچه از برداشت پیش تغییر کرده است خواسته می‌شود.',
  addIt: 'افزودن و آغاز برداشت',
  added: 'نشانی ثبت شد و نخستین برداشت آغاز شد.',
  runNow: 'برداشت تغییرها',
  runFirst: 'نخستین برداشت',
  runFull: 'برداشت کامل از نو',
  stoppedTitle: 'برداشت پیش از پایان ایستاد',
  refusedTitle: 'برداشت ناتمام ماند',
  toSource: 'صفحهٔ این نشانی برداشت',
  goOn: 'ادامهٔ برداشت',
  begun: 'برداشت آغاز شد.',
  makeDaily: 'هر روز برداشت شود',
  stopDaily: 'دیگر هر روز برداشت نشود',
  dailySet: 'از این پس هر روز برداشت می‌شود.',
  dailyUnset: 'دیگر خودبه‌خود برداشت نمی‌شود.',
  remove: 'حذف این نشانی',
  removeAsk: 'این نشانی از فهرست برداشت‌ها حذف شود؟',
  removeHint: 'رکوردهایی که از آن آمده‌اند می‌مانند؛ تنها برداشت‌های بعدی انجام نمی‌شود.',
  removed: 'نشانی حذف شد؛ رکوردها مانده‌اند.',
  schedule: 'زمان‌بندی',
  everyDay: 'هر روز',
  byHand: 'هنگام درخواست',
  next: 'برداشت بعدی',
  until: 'تغییرها تا این زمان برداشته شده‌اند',
  repository: 'نام سامانه',
  newest: 'آخرین برداشت',
  harvests: 'برداشت‌ها',
  noHarvest: 'هنوز برداشتی انجام نشده است.',
  when: 'زمان آغاز',
  kind: 'گستره',
  full: 'کامل',
  changes: 'تغییرها',
  changesFrom: (from: string) => `تغییرها از ${from}`,
  listed: 'دریافت‌شده',
  pages: 'صفحه',
  withdrawn: 'پس‌گرفته',
  restored: 'بازگشته',
  report: 'گزارش برداشت',
  whatHappened: 'چه پیش آمد',
  noticed: 'هشدارها',
  progress: (listed: string) => `${listed} رکورد دریافت شده است`,
  waitingForServer: (seconds: string) => `سامانه خواسته است ${seconds} ثانیه صبر کنیم.`,
  acceptMany: 'بله، این رکوردها پس گرفته شوند',
  acceptManyHint:
    'اگر می‌دانید که سامانه به‌راستی این رکوردها را حذف کرده است. هر یک را بعداً می‌توانید دوباره نمایش دهید.',
  vanished: (records: string, of: string) => `${records} رکورد از ${of} رکورد این نشانی دیگر در فهرست آن نیست`,
  vanishedLead:
    'شماری از آن‌ها را تک‌تک از سامانه پرسیدیم و دیگر نداشت. اگر آنجا رکوردها را پاک‌سازی کرده‌اند، اینجا هم پنهانشان کنید؛ اگر اشکالی پیش آمده، کاری نکنید: چیزی تغییر نمی‌کند.',
  vanishedLook: 'دیدن و تصمیم',
  vanishedAsk: 'رکوردهایی که دیگر در فهرست نیستند پنهان شوند؟',
  vanishedYes: 'پنهان‌کردن این رکوردها',
  vanishedSome: 'برخی از آن‌ها:',
  vanishedBegun: 'پنهان‌کردن رکوردها آغاز شد.',
  undo: 'نمایش دوبارهٔ پس‌گرفته‌های این برداشت',
  undoAsk: 'رکوردهای پس‌گرفته دوباره نمایش داده شوند؟',
  undoHint: (count: string) =>
    `${count} رکورد که سامانه حذف‌شده اعلام کرده یا دیگر عرضه نمی‌کند و از دید همگان پنهان شده‌اند دوباره نمایش داده می‌شوند. تا سامانه خبر تازه‌ای نفرستد، همین‌گونه می‌مانند.`,
  undone: (count: string) => `${count} رکورد دوباره نمایش داده شد.`,
  command: (s: {
    read: number
    added: number
    updated: number
    unchanged: number
    refused: number
    withdrawn: number
  }) =>
    toPersianDigits(
      `${s.read} رکورد برداشته شد: ${s.added} تازه، ${s.updated} به‌روزشده، ${s.unchanged} بی‌تغییر، ${s.refused} پذیرفته‌نشده، ${s.withdrawn} پس‌گرفته`,
    ),
  /** What a harvest noticed and went on. */
  warnings: {
    'catalogue.harvest-size': (f: Facts) =>
      `سامانه ${n(f.announced)} رکورد وعده داد و ${n(f.listed)} رکورد فرستاد. اگر کم آمده باشد، برداشت بعدی همین بازه را دوباره می‌خواهد.`,
    'catalogue.harvest-clock': () =>
      'ساعت سامانه جلوتر از ساعت ماست یا خوانده نشد؛ برای برداشت بعدی ساعت خودمان را مبنا گرفتیم.',
    'catalogue.harvest-granularity': () => 'سامانه زمان را تا ثانیه نپذیرفت؛ با روز پرسیدیم.',
    'catalogue.harvest-began-again': () =>
      'سامانه نشان ادامهٔ خود را نشناخت؛ فهرست از آغاز بازه دوباره خوانده شد. رکوردهای تکراری شناخته و یک بار نوشته می‌شوند.',
    'catalogue.harvest-missing': (f: Facts) =>
      `${n(f.records)} رکورد که پیش‌تر از اینجا آمده بود دیگر در فهرست سامانه نیست؛ ولی معلوم نیست این فهرست کامل بوده باشد و چیزی پنهان نشد. برداشت کامل بعدی دوباره می‌سنجد.`,
    'catalogue.harvest-left-out': (f: Facts) =>
      `${n(f.records)} رکورد در فهرست سامانه نبود، ولی از ${n(f.asked)} رکوردی که تک‌تک پرسیدیم ${n(f.found)} رکورد هنوز در سامانه هست؛ چیزی پنهان نشد.`,
    'catalogue.harvest-many-missing': (f: Facts) =>
      `${n(f.records)} رکورد از ${n(f.of)} رکورد دیگر در فهرست سامانه نیست. این‌همه بدون تأیید شما پنهان نمی‌شود.`,
    'catalogue.harvest-hidden': (f: Facts) =>
      `${n(f.records)} رکورد دیگر در فهرست سامانه نبود و خود سامانه هم نبودنشان را تأیید کرد؛ از دید همگان پنهان شدند. از ستون «پس‌گرفته» در جدول زیر می‌توانید برشان گردانید.`,
    'catalogue.harvest-unnamed': () =>
      'برخی رکوردها بی‌شناسه آمدند؛ به همین سبب نمی‌توان دانست کدام رکوردها دیگر در فهرست سامانه نیستند.',
  } as Record<string, (facts: Facts) => string>,
  /** What helps, by the code of what stopped a harvest. */
  advice: {
    passing: 'آنچه رسیده نوشته شده است. با «ادامهٔ برداشت» از همان‌جا پی گرفته می‌شود.',
    'catalogue.harvest-inside':
      'اگر سامانه در شبکهٔ داخلی خودتان است، سرپرست پیوند نام آن را در PEYVAND_PRIVATE_HOSTS بنویسد.',
    'catalogue.harvest-web-page': 'نشانی را در مرورگر باز کنید؛ نشانی درست با «‎?verb=Identify» یک پاسخ XML می‌دهد.',
    'catalogue.harvest-not-oai': 'نشانی را در مرورگر باز کنید؛ نشانی درست با «‎?verb=Identify» یک پاسخ XML می‌دهد.',
    'catalogue.harvest-many-withdrawn':
      'نخست از پشتیبان سامانه بپرسید. اگر درست است، با دکمهٔ زیر برداشت را با همین حذف‌ها از نو آغاز کنید.',
    other: 'این را برای پشتیبان سامانهٔ کتابخانه بفرستید و پس از رفع آن دوباره برداشت کنید.',
  } as Record<string, string>,
  refusals: {
    'catalogue.harvest-source-unknown': () => 'این نشانی در فهرست برداشت‌ها نیست.',
    'catalogue.harvest-unknown': () => 'این برداشت پیدا نشد.',
    'catalogue.nothing-vanished': () => 'چیزی برای تصمیم نمانده است: در آخرین برداشت کامل، رکوردی از قلم نیفتاده بود.',
    'catalogue.harvest-running': () => 'این برداشت هنوز در جریان است؛ تا پایان آن صبر کنید.',
    'catalogue.harvest-source-gone': () => 'نشانی از فهرست برداشت‌ها حذف شد.',
    'catalogue.harvest-begun-anew': () => 'برداشت تازه‌ای به‌جای این آغاز شد.',
    'catalogue.harvest-date': () => 'تاریخ را میلادی و به وقت جهانی بنویسید، مانند 2026-11-22 یا 2026-11-22T08:00:00Z.',
    'catalogue.harvest-set': () => 'نام مجموعه تنها از حروف لاتین، رقم و نشانه‌های ساده ساخته می‌شود.',
    'catalogue.harvest-address': () => 'این نشانی درست نیست؛ نشانی کامل را بنویسید، مانند https://lib.example.ir/oai.',
    'catalogue.harvest-scheme': (f: Facts) => `تنها نشانی‌های http و https خوانده می‌شوند، نه «${f.url}».`,
    'catalogue.harvest-credentials': () => 'نام کاربری و گذرواژه را در نشانی ننویسید.',
    'catalogue.harvest-inside': (f: Facts) =>
      `«${f.host}» در شبکهٔ داخلی است و پیوند از آن چیزی نمی‌خواهد، مگر سرپرست سامانه اجازه داده باشد.`,
    'catalogue.harvest-unknown-host': (f: Facts) => `سامانه‌ای با نام «${f.host}» پیدا نشد.`,
    'catalogue.harvest-unreachable': (f: Facts) => `«${f.host}» پاسخ نمی‌دهد.`,
    'catalogue.harvest-certificate': (f: Facts) => `گواهی امنیتی «${f.host}» معتبر نیست.`,
    'catalogue.harvest-timeout': (f: Facts) => `«${f.host}» تا ${n(f.seconds)} ثانیه پاسخ را به پایان نرساند.`,
    'catalogue.harvest-broken-off': (f: Facts) => `ارتباط با «${f.host}» در میانهٔ پاسخ قطع شد.`,
    'catalogue.harvest-too-large': (f: Facts) =>
      `پاسخ «${f.host}» از ${n(Math.round(Number(f.limit) / 1e6))} مگابایت بزرگ‌تر است و خوانده نشد؛ سامانه باید صفحه‌های کوچک‌تر بفرستد.`,
    'catalogue.harvest-bomb': (f: Facts) =>
      `پاسخ فشردهٔ «${f.host}» پس از باز شدن ${n(f.ratio)} برابر می‌شود؛ هیچ فهرستی چنین نیست و خوانده نشد.`,
    'catalogue.harvest-encoding': (f: Facts) => `پاسخ با روش «${f.encoding}» فشرده شده است که خواسته نشده بود.`,
    'catalogue.harvest-charset': (f: Facts) => `رمزگذاری «${f.charset}» شناخته نیست.`,
    'catalogue.harvest-redirects': (f: Facts) => `سامانه بیش از ${n(f.limit)} بار به نشانی دیگری فرستاد.`,
    'catalogue.harvest-asked-to-wait': (f: Facts) =>
      `سامانه خواسته است ${n(f.seconds)} ثانیه صبر کنیم؛ برداشت بعداً ادامه می‌یابد.`,
    'catalogue.harvest-server-fault': (f: Facts) => `سامانه دچار خطاست (${n(f.status)}) و بارها پاسخ نداد.`,
    'catalogue.harvest-closed': (f: Facts) => `سامانه اجازهٔ برداشت نمی‌دهد (${n(f.status)}).`,
    'catalogue.harvest-status': (f: Facts) => `در این نشانی درگاهی نیست (${n(f.status)}).`,
    'catalogue.harvest-web-page': (f: Facts) => `به‌جای پاسخ OAI-PMH یک صفحهٔ وب آمد: «${f.title}».`,
    'catalogue.harvest-not-oai': () => 'آنچه آمد پاسخ OAI-PMH نیست.',
    'catalogue.harvest-version': (f: Facts) => `سامانه نسخهٔ ${n(f.version)} پروتکل را دارد؛ پیوند نسخهٔ ۲ را می‌داند.`,
    'catalogue.harvest-cut-short': () => 'پاسخ سامانه پیش از پایان بریده شد و چند بار خواستن هم سود نداد.',
    'catalogue.harvest-malformed': () => 'XML پاسخ سامانه درست نیست و چند بار خواستن هم سود نداد.',
    'catalogue.harvest-doctype': () => 'پاسخ سامانه تعریف نوع سند (DTD) دارد؛ برای ایمنی پذیرفته نمی‌شود.',
    'catalogue.harvest-entity': () => 'پاسخ سامانه ارجاعی دارد که در XML تعریف نشده است.',
    'catalogue.harvest-loop': (f: Facts) =>
      `سامانه دور می‌زند: صفحه‌ای که آمده بود دوباره آمد (پس از ${n(f.pages)} صفحه).`,
    'catalogue.harvest-endless': (f: Facts) => `فهرست سامانه پس از ${n(f.records)} رکورد هنوز پایان نیافته است.`,
    'catalogue.harvest-token-refused': (f: Facts) =>
      `سامانه ${n(f.restarts)} بار نشان ادامه‌ای را که خود داده بود نپذیرفت.`,
    'catalogue.harvest-no-marc-format': (f: Facts) =>
      f.offered === '' ? 'سامانه هیچ قالبی عرضه نمی‌کند.' : `سامانه قالب مارک ندارد؛ آنچه دارد: ${f.offered}`,
    'catalogue.harvest-format': (f: Facts) => `سامانه قالب «${f.format}» را ندارد.`,
    'catalogue.harvest-no-sets': () => 'سامانه مجموعه (set) ندارد؛ آن را خالی بگذارید.',
    'catalogue.harvest-error': (f: Facts) => `سامانه نپذیرفت: ${f.message || f.code}`,
    'catalogue.harvest-many-withdrawn': (f: Facts) =>
      `سامانه ${n(f.records)} رکورد از ${n(f.of)} رکورد خود را حذف‌شده اعلام کرد. این‌همه بی‌تأیید پنهان نمی‌شود.`,
    'catalogue.harvest-other-set': (f: Facts) =>
      `این رکورد از مجموعهٔ خواسته‌شده نیست («${f.set}»)؛ از آنِ کتابخانهٔ دیگری است.`,
    'catalogue.harvest-no-metadata': (f: Facts) => `رکورد «${f.identifier}» بدون محتوا فرستاده شد.`,
    'catalogue.harvest-no-marc': (f: Facts) => `محتوای رکورد «${f.identifier}» مارک نیست.`,
  },
}

export type HarvestText = typeof harvest
