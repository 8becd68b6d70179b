import { fold } from '#lib/persian/fold.ts'

const ARTICLE = 'ال'
const SHORTEST = 3

/** Words that only look as if they had the Arabic article. */
const WITHOUT_ARTICLE = new Set(
  (
    'آلمان آلمانی آلمانها الماس الماسی البرز الفبا الفبای الفبایی الهام الهامی الیاس الیاسی الوند آلوند آلبوم آلبومهای آلبانی ' +
    'الهه الهی الهیات الهیاتی الگو الگوی الگوها الگوهای التهاب التهابی التماس التفات التقاط التقاطی التزام التزامی الکل ' +
    'الکلی الکن البته السا الزام الزامی الزامات الحاد الحاق الحاقی القا القائی الکتریک الکتریکی الکترون الکترونی الکترونیک ' +
    'الیاف الیگودرز المپیک المپیاد آلودگی آلوده آلرژی آلزایمر الوار الان الله اللهی آلات آلاچیق آلایش آلاینده الاغ الاهه'
  )
    .split(' ')
    .map(fold),
)

/** The same word with the Arabic article, or without it: `قران` of `القران` and the reverse. Null when there is none. */
export function articleTwin(word: string): string | null {
  if (!/^\p{Script=Arabic}+$/u.test(word) || WITHOUT_ARTICLE.has(word)) return null
  if (word.startsWith(ARTICLE)) return word.length >= SHORTEST + ARTICLE.length ? word.slice(ARTICLE.length) : null
  const twin = ARTICLE + word
  return word.length < SHORTEST || WITHOUT_ARTICLE.has(twin) ? null : twin
}
