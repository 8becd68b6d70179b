// Half of a card's JSON is the names of its parts. JSON never holds a control character as such, so each of these
// fragments stands as one: the n-th as character n.
const FRAGMENTS = [
  '","latin":"","sound":"',
  '","latin":"',
  '","sound":"',
  '","otherSound":""},"whole":{"script":"',
  '","otherSound":""},{"script":"',
  '","otherSound":""}],"authorShown":',
  '","otherSound":""}',
  '","otherSound":"',
  '{"isbns":[',
  '],"setIsbns":[],"cancelledIsbns":[],"issns":[],"ids":[',
  '],"title":{"main":{"script":"',
  ',"numbers":"","titleShown":"',
  ',"numbers":""},"titleShown":"',
  ',"uniform":null,"part":null,"volume":',
  'null,"authors":[{"script":"',
  ',"responsibility":{"script":"',
  ',"responsibility":null',
  ',"edition":null,"publisher":{"script":"',
  ',"edition":{"number":',
  ',"revised":false,"words":"',
  '","shown":"',
  '"},"publisher":{"script":"',
  ',"place":{"script":"',
  ',"country":"',
  ',"publisherShown":"',
  ',"years":[[',
  ']],"otherYears":[],"yearShown":"',
  '","extent":{"pages":',
  ',"volumes":[',
  '],"shown":"',
  '","kind":"book","carrier":"print"}',
] as const

const PACKED = /[\x01-\x1f]/g
const NAMES = new Map<string, string>(FRAGMENTS.map((fragment, at) => [fragment, String.fromCharCode(at + 1)]))
const LONGEST_FIRST = FRAGMENTS.toSorted((a, b) => b.length - a.length)
const FRAGMENT = new RegExp(LONGEST_FIRST.map((one) => one.replace(/[[\]{}]/g, '\\$&')).join('|'), 'g')

/** A card's JSON in half the room; `unpack` gives it again to the letter. */
export const pack = (json: string): string => json.replace(FRAGMENT, (fragment) => NAMES.get(fragment) ?? fragment)

/** The JSON that `pack` was given. */
export const unpack = (text: string): string => text.replace(PACKED, (sign) => FRAGMENTS[sign.charCodeAt(0) - 1] ?? '')
