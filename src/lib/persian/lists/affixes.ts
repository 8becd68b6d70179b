/**
 * Affixes that are also written apart from their word, one a line:
 *   affix | joins after a word ending in | not after these words | not before words beginning so
 * `*` is any ending. All words in folded spelling. Source: the half-space rules of the Academy of Persian Language
 * and Literature, Dastur-e khatt-e Farsi (1401 edition), the parts on ها، تر، ترین، ی and the clitics; the exceptions are ours.
 */
export const suffixes = `
ها       | *     |                              |
های      | *     |                              | هوی های
هایی     | *     |                              |
هایم     | *     |                              |
هایت     | *     |                              |
هایش     | *     |                              |
هایمان   | *     |                              |
هایتان   | *     |                              |
هایشان   | *     |                              |
هاست     | *     |                              |
تر       | *     | چشم شعر دامن دیده لب مژه گل خشک هیزم میوه علف چوب | و
ترها     | *     |                              |
ترهای    | *     |                              |
ترین     | *     |                              |
ترینها   | *     |                              |
ترینهای  | *     |                              |
مند      | *     |                              |
مندی     | *     |                              |
مندان    | *     |                              |
ی        | ه ا و | ا                            |
یی       | ه ا و |                              |
ای       | ه     | همه گفته                     | ایران وطن خدا کاش دل دوست مرغ عشق ساربان
ام       | ه سی  | فاطمه                        | ال سلمه کلثوم حبیبه ابیها لیل هانی ایمن فروه فضل معبد قری رومان خالد حکیم حرام
ات       | ه     |                              |
اش       | ه     | تهیه پخته                    | رشته
ایم      | ه     |                              |
اید      | ه     |                              |
اند      | ه     |                              |
شان      | ه     |                              | نزول
تان      | ه     |                              |
`

/** Suffixes that join only to these words, because alone they are words too (گر "if" in verse): suffix | words. */
export const listedSuffixes = `
گر | اخلال پژوهش تحلیل کار درمان آرایش آشوب افسون بازی برنامه پرخاش توان توطیه جست جلوه چاره حساب حمله خیال داد درود دلال ریخته ستم ستایش سفال شناسا صنعت غارت کاوش گزارش گفت مسی معامله نظاره نمایش نوازش ویرایش هدایت یاری
`

/** Words that never take a suffix: before ها or تر they end one phrase and the affix begins another. */
export const neverJoined = 'و که از به در با تا را یا اگر چون هر وای'

/** Prefixes of verbs, joined only before a form that `lists/verbs.ts` yields: می alone is also wine, and the month of May. */
export const verbPrefixes = 'می نمی برمی بازمی درمی وامی فرومی فرامی برنمی بازنمی درنمی'

/** The auxiliaries that half spaces tie to a participle («شده‌است»): always folded apart, as the Academy writes them. */
export const auxiliaries = 'است بود'

/** به is written apart («به‌عنوان» = «به عنوان»), but in these words it means "good" and stays joined. */
export const goodWords = 'زیست ساز نژاد گزین داشت منش اندیش پرور'
