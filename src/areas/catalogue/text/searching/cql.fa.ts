/** Why a query in CQL cannot be asked, by the number of its diagnostic (info:srw/diagnostic/1/); `about` is what it is about. */
export type CqlWhy = Readonly<Record<number, (about: string) => string>>

const marks = () => 'نشانه‌های * و ? و ^ این‌جا به کار نمی‌روند.'
const near = () => 'prox تنها میان واژه‌ها یا عبارت‌های درون گیومهٔ یک نمایه و با فاصله‌ای مانند distance<=3 به کار می‌رود.'
const order = (about: string) =>
  `ترتیب «${about}» نداریم؛ از dc.title، dc.date، newest و relevance هر کدام را یک بار بنویسید، relevance را در پایان.`
const missing = () => 'برای آنچه سال ندارد یکی از missingHigh، missingLow یا missingOmit را بنویسید.'
const relation = (about: string) => `رابطهٔ «${about}» این‌جا به کار نمی‌رود.`
const long = () => 'عبارت بیش از اندازه بلند است.'

export const cqlWhyFa: CqlWhy = {
  12: long,
  13: () => 'پرانتزها جفت نیستند.',
  14: () => 'گیومهٔ لاتین (") باز مانده است.',
  15: (about) => `مجموعه‌ای به نام «${about}» نداریم.`,
  16: (about) => `نمایه‌ای به نام «${about}» نداریم.`,
  18: () => 'این شمارهٔ ویراست را نمی‌توان با شرط دیگری جستجو کرد؛ نشانی صفحهٔ آن را باز کنید.',
  19: relation,
  20: relation,
  22: relation,
  27: (about) => `برای «${about}» چیزی ننوشته‌اید.`,
  28: marks,
  30: () => 'نشانه‌های * و ? بیش از اندازه‌اند.',
  31: marks,
  32: () => 'نشانهٔ ^ تنها در آغاز عبارت، یا در آغاز و پایان آن با هم، به کار می‌رود.',
  33: near,
  34: near,
  36: (about) => `«${about}» سال نیست؛ مانند ۱۳۹۰ یا "1380 1390" بنویسید.`,
  38: long,
  39: near,
  40: near,
  41: near,
  42: near,
  44: near,
  46: relation,
  82: order,
  84: order,
  85: order,
  91: () => 'بزرگی و کوچکی حروف در ترتیب به شمار نمی‌آید.',
  92: missing,
  93: missing,
}
