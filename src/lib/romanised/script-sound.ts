/** Folded letters of Arabic script by their sound: letters that romanisations or keyboards do not tell apart are one. */
const SOUNDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    b: 'بپ',
    t: 'تط',
    s: 'سصث',
    j: 'ج',
    c: 'چ',
    h: 'حه',
    x: 'خ',
    d: 'د',
    z: 'زذضظژ',
    r: 'ر',
    š: 'ش',
    q: 'غق',
    f: 'ف',
    k: 'کگ',
    l: 'ل',
    m: 'م',
    n: 'ن',
  }).flatMap(([sound, letters]) => [...letters].map((letter) => [letter, sound] as const)),
)

const VOWEL_SEATS = new Set('اعء')

/** The same consonants as `latinSound`, of one folded word in Arabic script. */
export function scriptSound(word: string): string {
  let sound = ''
  for (let at = 0; at < word.length; at++) {
    const letter = word.charAt(at)
    if (at === 0 && VOWEL_SEATS.has(letter)) sound = 'a'
    else if (at === 0 && (letter === 'ی' || letter === 'و')) sound = letter === 'ی' ? 'y' : 'w'
    else {
      const last = at === word.length - 1 && at > 0
      if (last && (letter === 'ه' || letter === 'ت')) break
      const found = SOUNDS.get(letter) ?? (/[0-9a-z]/.test(letter) ? letter : '')
      if (!sound.endsWith(found) || /\d/.test(found)) sound += found
    }
  }
  return sound === 'abn' ? 'bn' : sound
}

/** «ال» and what is written on it: «والشوارد», «بالتاریخ», «للطباعه». «الله» keeps its own. */
const ARTICLE = /^(?:و?[بفک]?ال|و?لل)(?!له$)(?=..)/

/** The word without its article, or null when it has none. */
export function withoutArticle(word: string): string | null {
  const bare = word.replace(ARTICLE, '')
  return bare === word ? null : bare
}
