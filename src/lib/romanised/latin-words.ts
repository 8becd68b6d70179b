/** The letters of a vowel that an article may have lost its `l` to: ash-shams, ad-din, en-Nûr. */
const ASSIMILATED = /^[aeiou]([a-zš]{1,2})$/

const ARTICLES = new Set(['al', 'el', 'ul', 'il', 'ol', 'l'])
/** Written on the next word in Arabic script: bi-qalam is بقلم; before an article both go (wa-al-). */
const PROCLITICS = new Set(['wa', 'va', 'bi', 'li', 'ka', 'fa', 'b', 'l', 'w', 'mi', 'nami', 'ni', 'be'])
const PROCLITICS_WITH_ARTICLE = new Set(['lil', 'bil', 'wal', 'fil', 'val', 'lel', 'bel', 'll'])
/** The ezafe, which Arabic script does not write. */
const EZAFE = new Set(['i', 'yi', 'e', 'ye'])
/** Words of their own in romanisation that the script writes on another word or not at all. */
const LOOSE = new Set(['al', 'el', 'ul', 'wa', 'va', 've', 'w', 'v', 'u', 'o', 'i', 'yi', 'e', 'ye'])

/** Plain letters only: what the sets above are written in. */
const plain = (piece: string): string =>
  piece
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase()

const WORD =
  /[\p{L}\p{M}\p{Nd}\u02b9-\u02bf\u2018\u2019'`´·ʹʺ]+(?:[-\u2010\u2011\u2012][\p{L}\p{M}\p{Nd}\u02b9-\u02bf\u2018\u2019'`´ʹʺ]+)*/gu

/** The words of a romanised text as the script would write them: articles and ezafe off, wa- and bi- on their word. */
export function latinWords(text: string): string[] {
  const words: string[] = []
  for (const [token] of text.matchAll(WORD)) {
    const pieces = token.split(/[-\u2010\u2011\u2012]/)
    if (pieces.length === 1) {
      if (token.length > 3 || !LOOSE.has(plain(token))) words.push(token)
    } else words.push(...hyphenated(pieces))
  }
  return words
}

function hyphenated(pieces: readonly string[]): string[] {
  const words: string[] = []
  let before = ''
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at]!
    const bare = plain(piece)
    const next = pieces[at + 1]
    if (next !== undefined && isArticle(bare, next)) before = ''
    else if (next !== undefined && PROCLITICS_WITH_ARTICLE.has(bare)) before = ''
    else if (next !== undefined && PROCLITICS.has(bare)) before += piece
    else if (words.length > 0 && EZAFE.has(bare)) before = ''
    else if (words.length > 0 && /^ha/.test(bare) && next === undefined) words[words.length - 1] += piece
    else {
      words.push(before + piece)
      before = ''
    }
  }
  return words
}

function isArticle(bare: string, next: string): boolean {
  if (ARTICLES.has(bare)) return true
  const lost = ASSIMILATED.exec(bare)?.[1]
  return lost !== undefined && plain(next).startsWith(lost)
}
