import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fold } from './fold.ts'
import { searchTerms } from './search-terms.ts'
import { sortKey } from './sort-key.ts'
import { stem } from './stem.ts'
import { volumeOf } from './volume.ts'

const folder = new URL('./cases/', import.meta.url)

/** The rows of a case file; \u escapes stand for signs that cannot be seen. */
function rowsOf(name: string): string[][] {
  const rows = readFileSync(new URL(name, folder), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t').map((cell) => JSON.parse(`"${cell.replaceAll('"', '\\"')}"`) as string))
  assert.ok(rows.length > 0, `${name} holds no case`)
  const ids = rows.map(([id]) => id)
  assert.equal(new Set(ids).size, ids.length, `${name}: an id stands twice`)
  return rows
}

function missing(name: string, cells: readonly string[]): never {
  assert.fail(`${name} expects nothing for this case. If the result is right, commit this row:\n${cells.join('\t')}`)
}

const termsOf = (text: string) =>
  searchTerms(text)
    .map(({ term }) => term)
    .join(' ')

function meeting(one: string, other: string): string {
  if (fold(one) === fold(other)) return 'fold'
  return termsOf(one) === termsOf(other) ? 'term' : 'apart'
}

for (const [id = '', one = '', other = '', expected = '', why = ''] of rowsOf('spellings.tsv')) {
  test(`spellings ${id}: ${why}`, () => {
    const found = meeting(one, other)
    if (expected === '') missing('spellings.tsv', [id, one, other, found, why])
    assert.equal(found, expected, `«${one}» → «${fold(one)}», «${other}» → «${fold(other)}»`)
  })
}

const titles = rowsOf('filing.tsv').map(([title = '']) => title)
for (const [at, title] of titles.entries()) {
  const before = titles[at - 1]
  if (before !== undefined) test(`filing ${before} before ${title}`, () => assert.ok(sortKey(before) < sortKey(title)))
}

for (const [id = '', word = '', expected = '', why = ''] of rowsOf('stems.tsv')) {
  test(`stems ${id}: ${why}`, () => {
    if (expected === '') missing('stems.tsv', [id, word, stem(word), why])
    assert.equal(stem(word), expected)
  })
}

for (const [id = '', title = '', kind = '', numbers = '', rest = '', why = ''] of rowsOf('volumes.tsv')) {
  test(`volumes ${id}: ${why}`, () => {
    const found = volumeOf(title)
    const cells = [found?.kind ?? 'none', found?.numbers.join(' ') ?? '', found?.rest ?? '']
    if (kind === '') missing('volumes.tsv', [id, title, ...cells, why])
    assert.deepEqual(cells, [kind, numbers, rest])
  })
}
