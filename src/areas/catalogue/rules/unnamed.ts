import { fold } from '#lib/persian/fold.ts'

// What cataloguers write where a book names no publisher or place: AACR2 1.4C6 and 1.4D6, RDA 2.8.2.6 and 2.8.4.7, and
// the Iranian and Arabic rules (بدون ناشر، دون ناشر، دون مکان). Without marks and spaces, as `bareOf` leaves them.
const UNNAMED: ReadonlySet<string> = new Set(
  [
    'publisher not known',
    'publisher unknown',
    'place unknown',
    's. n.',
    'sine nomine',
    's. l.',
    'sine loco',
    'n. p.',
    'n. pub.',
    'بی نا',
    'بی جا',
    'بی ناشر',
    'بی مکان',
    'بدون ناشر',
    'بدون نام ناشر',
    'بدون محل',
    'بدون محل نشر',
    'بدون مکان',
    'ناشر نامشخص',
    'محل نشر نامشخص',
    'ناشر ناشناخته',
    'د. ن.',
    'د. م.',
    'دون ناشر',
    'دون مکان',
    'لا ناشر',
    'لا مکان',
    'الناشر غير محدد',
    'الناشر غير معروف',
    'مكان النشر غير محدد',
    'مكان النشر غير معروف',
  ].map(bareOf),
)

// RDA's phrase of any agent or place, with the slip of the pen real catalogues have, and as French ones write it.
const NOT_IDENTIFIED = /^(publi|p[al]{2}ce|name|distribut|produc|manufact|lieu|editeur|éditeur).*no[tn]identi?fi/

const NOWHERE = bareOf('بی جا')

/** A publisher or a place as a record names it; null for «بی‌نا», `[S.l.]` and their like, which name nothing. */
export function named(text: string | null): string | null {
  if (text === null) return null
  const bare = bareOf(text)
  // «بینا» in one word, and SN, are houses of that name; «بی‌نا», `[بینا]` and s.n. are not.
  if (/^\p{L}{2,4}[\s,:;.،؛]*$/u.test(text.trim()) && bare !== NOWHERE) return text
  return bare === '' || UNNAMED.has(bare) || NOT_IDENTIFIED.test(bare) ? null : text
}

function bareOf(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]/gu, '')
}
