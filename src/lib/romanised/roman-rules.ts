/** What a romanised letter or group may be in Arabic script (folded), and how unlikely that is. */
export type Option = readonly [written: string, cost: number]

/** Rules by where in the word a group stands; consonants and long vowels stand anywhere. Keys are decomposed (NFD). */
export interface Rules {
  readonly first: ReadonlyMap<string, readonly Option[]>
  readonly middle: ReadonlyMap<string, readonly Option[]>
  readonly last: ReadonlyMap<string, readonly Option[]>
  readonly any: ReadonlyMap<string, readonly Option[]>
}

/*
 * Lines of `romanised: script cost, script cost …`; `-` is nothing written. Sources: the ALA-LC tables for Persian, Arabic and
 * Ottoman Turkish, and the plain spellings of passports and newspapers.
 */
/** Where marks are written, a letter without one is just that letter. */
const CERTAIN = `
t: ت 0
d: د 0
z: ز 0
s: س 0
h: ه 0
q: ق 0
th: ث 0
dh: ذ 0
gh: غ 0
k: ک 0
g: گ 0, ج .7
`

const ANYWHERE = `
b: ب 0
p: پ 0, ب .5
t: ت 0, ط .4
ṭ: ط 0
th: ث .1, ت .4, ته .9
s̱: ث 0
t̲: ث 0
j: ج 0, ژ .8
ǧ: ج 0
ch: چ 0, ش .9
č: چ 0
ç: چ 0
c: ک .3, ج .5, س .7, چ .7
ḥ: ح 0
h: ه .1, ح .1
kh: خ 0
ḫ: خ 0
ḵ: خ 0
x: خ .2, کس .4
d: د 0, ض .7
dh: ذ .1, ض .7, ده .9
ḏ: ذ 0
ẕ: ذ 0
ḍ: ض 0
ż: ض 0
ẓ: ظ 0
z: ز 0, ذ .4, ض .4, ظ .5
zh: ژ 0, زه .8, ظه .9
ž: ژ 0
r: ر 0
s: س 0, ص .3, ث .4
ṣ: ص 0
sh: ش 0, سه 1
š: ش 0
ş: ش 0
ʻ: ع 0
ʿ: ع 0
‘: ع .1, - .4
ʼ: - .2, ی .5, ا .4, و .5
ʾ: - .2, ی .5, ا .4, و .5
': - .2, ع .3, ی .6, ا .6, و .7
’: - .2, ع .3, ی .6, ا .6, و .7
\`: ع .1, - .4
gh: غ .1, ق .2
ġ: غ 0
ğ: غ .1, گ .5
q: ق 0, غ .5
f: ف 0
ph: ف 0
k: ک 0, ق .8
g: گ 0, ج .7, ق .9, غ .9
l: ل 0
m: م 0
n: ن 0
v: و 0
w: و 0
y: ی 0
ā: ا 0, - 1
â: ا 0, - 1
ī: ی 0
î: ی 0
ū: و 0
û: و 0
ō: و 0
ē: ی 0
á: ی .1, ا .3
aw: و 0, او .6
ay: ی 0, ای .6
iyy: ی 0
īy: ی 0
ayy: ی 0, ای .6
uww: و 0
ūw: و 0
aww: و 0
shsh: ش 0
khkh: خ 0
thth: ث 0, ت .4
dhdh: ذ 0
`

const VOWELS = {
  marked: {
    first: `
a: ا 0
i: ا 0
u: ا 0
ā: ا 0
ī: ای 0
ū: او 0
aw: او 0
ay: ای 0
aww: او 0
ayy: ای 0
`,
    middle: `
a: - 0, ا .9
i: - 0, ی .9
e: - 0, ی .9
u: - 0, و .8
o: - 0, و .6
`,
    last: `
a: - .2, ه .3, ا .4
ā: ا 0, ی .5
ī: ی 0
ah: ه 0
at: ت .1, ه .2, ات .6
āt: ات 0, اه .2
h: ه 0, ح .8
i: - .1, ی .4
u: - .2, و .4
o: و 0
e: ه .1, - .4
`,
  },
  plain: {
    first: `
a: ا 0, ع .7, عا .9
aa: ا 0, ع .8
e: ا .1, ای .5, ع .8
i: ا .2, ای .3, ع .9, اع .7
u: ا .4, او .3, ع .9
o: ا .2, او .4, ع .7
ee: ای 0
oo: او 0
ou: او 0, ا .5
ai: ای .1, عی .9
ei: ای .1, عی .9
ey: ای .1, عی .8
ay: ای .1, عی .9
au: او .1
aw: او .1, عو .9
ow: او .1
aww: او 0
ayy: ای 0
`,
    middle: `
a: - .3, ا .2, ع 1, عا 1.1, اع 1.3
aa: ا 0, عا .6, اع .8, ع .6
e: - 0, ی .7, ع 1.1
i: - .2, ی .2, ع 1.2, یع 1.4
u: - .3, و .1, ع 1.2, وع 1.3
o: - .3, و .1, ع 1.2
ee: ی 0
ea: ی .4, یا .4, - .8
oo: و 0
ou: و 0, - .4
ei: ی .1, - .7, ای .7
ey: ی .1
ai: ی .2, ای .3, عی .3, ایی .6
ay: ی .1, ای .5, ایی .9
au: و .2, او .4, عو .4
ow: و .1
aw: و .1, او .6
ia: یا .1, ی .6, ع .5, عا .7, یع .8, یعا .9
ua: وا .2, ع .4, عا .5, و .6, وع .7, وعا .7
oa: وا .3, عا .4, ع .5
ae: ع .4, ای .3, عی .4
aei: عی 0
aee: عی 0, ایی .3
ui: ویی .6, عی .3, وی .3
oi: عی .3, وی .3
uee: عی .1
oe: وی .4, ع .6
eo: یو .3, عو .5
io: یو .2
ie: ی .3, یه .5
iy: ی .1
`,
    last: `
a: ه .2, ا .1, - .9, ی .9, ع .8, اع 1
aa: ا 0
e: ه .1, - .5, ی .9
i: ی 0, - 1, ع .7, یع .9
y: ی 0
u: و 0, - .9, ع 1, وع 1
o: و 0, - .9
ee: ی 0
oo: و 0
ou: و 0
ai: ی .2, ای .2, ایی .4
ay: ی .1, ای .3
ei: ی .1
ey: ی .1
ah: ه 0, اه .5, اح .9
eh: ه 0
at: ت .2, ات .2, ه .6
iya: یه .1, یا .2
ia: یا .1, یه .2
`,
  },
}

function tableOf(lines: string): Map<string, Option[]> {
  return new Map(
    lines
      .trim()
      .split('\n')
      .map((line) => {
        const at = line.lastIndexOf(': ')
        const options = line.slice(at + 2).split(', ')
        return [
          line.slice(0, at).normalize('NFD'),
          options.map((option): Option => {
            const [written = '', cost] = option.split(' ')
            return [written === '-' ? '' : written, Number(cost)]
          }),
        ]
      }),
  )
}

const any = tableOf(ANYWHERE)
const rulesOf = (any: Rules['any'], { first, middle, last }: Record<'first' | 'middle' | 'last', string>): Rules => ({
  any,
  first: tableOf(first),
  middle: tableOf(middle),
  last: tableOf(last),
})
const marked = rulesOf(new Map([...any, ...tableOf(CERTAIN)]), VOWELS.marked)
const plain = rulesOf(any, VOWELS.plain)

/** The rules for a word written with the marks of a romanisation, or without any. */
export const romanRules = (hasMarks: boolean): Rules => (hasMarks ? marked : plain)
