/** What a ContextObject tells of a resource; any edition or search hit has it. */
export interface Cited {
  kind: string
  title: string
  authors: readonly string[]
  publisher: string | null
  /** Gregorian, or as written. */
  year: string | null
  isbn: string | null
  issn: string | null
}

const KINDS: Readonly<Record<string, readonly [format: string, genre: string]>> = {
  serial: ['journal', 'journal'],
  article: ['journal', 'article'],
}

/**
 * The ContextObject of a resource for the `title` of a `<span class="Z3988">` (COinS 1.0: OpenURL 1.0 in KEV form), by which
 * reference managers take a page's editions in.
 */
export function coins(cited: Cited, href: string): string {
  const [format, genre] = KINDS[cited.kind] ?? ['book', cited.kind === 'book' ? 'book' : 'unknown']
  const pairs: [string, string | null][] = [
    ['ctx_ver', 'Z39.88-2004'],
    ['rft_val_fmt', `info:ofi/fmt:kev:mtx:${format}`],
    ['rft.genre', genre],
    [format === 'journal' ? 'rft.jtitle' : 'rft.btitle', cited.title],
    ...cited.authors.slice(0, 10).map((name): [string, string] => ['rft.au', name]),
    ['rft.pub', cited.publisher],
    ['rft.date', cited.year],
    ['rft.isbn', cited.isbn],
    ['rft.issn', cited.issn],
    ['rft_id', href],
  ]
  const told = pairs.filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== '')
  return told.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&')
}
