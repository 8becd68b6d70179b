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

/** Ordinals that are not number + م: word | value. */
export const ordinals = `
اول | 1
یکم | 1
نخست | 1
نخستین | 1
اولین | 1
دوم | 2
دویم | 2
سوم | 3
سیم | 3
`

/** Arabic ordinals, written with ال in titles of Arabic works (الجزء الثاني، الجزء الخامس والعشرون): word | value. */
export const arabicOrdinals = `
اول | 1
اولی | 1
حادی | 1
حادیه | 1
ثانی | 2
ثانیه | 2
ثالث | 3
ثالثه | 3
رابع | 4
رابعه | 4
خامس | 5
خامسه | 5
سادس | 6
سادسه | 6
سابع | 7
سابعه | 7
ثامن | 8
ثامنه | 8
تاسع | 9
تاسعه | 9
عاشر | 10
عاشره | 10
عشرون | 20
عشرین | 20
ثلاثون | 30
ثلاثین | 30
اربعون | 40
اربعین | 40
خمسون | 50
خمسین | 50
ستون | 60
ستین | 60
سبعون | 70
سبعین | 70
ثمانون | 80
ثمانین | 80
تسعون | 90
تسعین | 90
`
