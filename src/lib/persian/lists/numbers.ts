/** Number words of Persian by value, usual spelling first; the other spellings are read and never written. */
export const units = 'صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده'
export const tens = 'بیست سی چهل پنجاه شصت هفتاد هشتاد نود'
export const hundreds = 'صد دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد'
export const scales = 'هزار میلیون میلیارد تریلیون کوادریلیون'

/** Read only: spelling | value. */
export const otherSpellings = `
هیجده | 18
هژده | 18
شونزده | 16
پونزده | 15
هیفده | 17
یکصد | 100
بیلیون | 1000000000000
`

/** Ordinals that are not number + م: word | value. Arabic ones name volumes of Arabic works (الجزء الثانی). */
export const ordinals = `
اول | 1
یکم | 1
نخست | 1
نخستین | 1
اولین | 1
دوم | 2
دویم | 2
ثانی | 2
سوم | 3
سیم | 3
ثالث | 3
رابع | 4
خامس | 5
سادس | 6
سابع | 7
ثامن | 8
تاسع | 9
عاشر | 10
`
