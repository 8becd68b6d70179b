/**
 * Words that name a part of a work in a title, one row: kind | firm or loose | words, in folded spelling. A firm word takes
 * any number after it («جلد ۲ تاریخ»); a loose one is also an ordinary word, so its number must be an ordinal or end the
 * phrase («کتاب اول», «بخش ۲:», but «کتاب هزار و یک شب» is a title); a dotted one counts only with its point or its
 * number close by («v. 2», «t. 1»).
 */
export const designators = `
volume | firm   | جلد جلدهای مجلد مجلدات ج المجلد الجلد vol vols volume volumes jild jilds jeld jelde mujallad mojallad bd band tome
volume | dotted | v t vv
book   | loose  | کتاب دفتر الکتاب الدفتر book daftar kitab ketab livre
part   | loose  | بخش بخشهای قسمت قسمتهای پاره جز جزو الجز القسم قسم part pt parts juz qism bakhsh teil
set    | loose  | دوره سری
`

/** A number before one of these counts volumes and names none: «دوره دو جلدی». */
export const extents = 'جلدی مجلدی دفتری کتابی'

/** What may follow دوره when the whole set is meant. */
export const wholeSet = 'کامل'

/** Number words of romanised and English titles: word | value. */
export const latinNumbers = `
one | 1
first | 1
avval | 1
aval | 1
yekom | 1
awwal | 1
ula | 1
yakum | 1
two | 2
second | 2
duvvum | 2
dovvom | 2
dovom | 2
doyom | 2
duvum | 2
thani | 2
saniyah | 2
three | 3
third | 3
sivvum | 3
sevvom | 3
sevom | 3
seyyom | 3
thalith | 3
four | 4
fourth | 4
chaharum | 4
chaharom | 4
rabi | 4
five | 5
fifth | 5
panjum | 5
panjom | 5
khamis | 5
six | 6
sixth | 6
shishum | 6
sheshom | 6
sadis | 6
seven | 7
seventh | 7
haftum | 7
haftom | 7
sabi | 7
eight | 8
eighth | 8
hashtum | 8
hashtom | 8
thamin | 8
nine | 9
ninth | 9
nuhum | 9
nohom | 9
tasi | 9
ten | 10
tenth | 10
dahum | 10
dahom | 10
yazdahum | 11
yazdahom | 11
duvazdahum | 12
davazdahom | 12
sizdahum | 13
sizdahom | 13
chahardahum | 14
chahardahom | 14
panzdahum | 15
panzdahom | 15
ashir | 10
`
