import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fold } from '#lib/persian/fold.ts'
import { searchTerms } from '#lib/persian/search-terms.ts'
import { stem } from '#lib/persian/stem.ts'
import { newId } from '#platform/id.ts'
import { sharedData } from '#tests/support/shared-data.ts'
import { SearchIndex } from './search-index.ts'

interface HazmCase {
  readonly test: string
  readonly case: readonly (string | readonly string[] | readonly (readonly string[])[])[]
}

/** Why a case says nothing about finding a book. */
const skipped: Readonly<Record<string, string>> = {
  test_join_verb_parts: 'marks compound tenses for a parser; search indexes their words',
  compound_verb: 'lemma of a compound tense written with underscores, which no reader types',
}

const asText = (value: unknown) => (Array.isArray(value) ? value.join(' ') : String(value))

/** A reader who types `query` finds a book of this title, by every one of the words. */
function meets(title: string, query: string): void {
  const index = new SearchIndex(
    { name: 'hazm', version: 1, fields: { title: { weight: 1 } }, facets: {}, sorts: {} },
    searchTerms,
  )
  index.put([{ id: newId(), fields: { title: [title] }, facets: {}, sorts: {} }])
  const { total, relaxed } = index.search({ text: fold(query) })
  assert.deepEqual({ total, relaxed }, { total: 1, relaxed: 'none' }, `«${query}» in «${title}»`)
}

/** Runs one case; the reason when it does not concern search. */
function run({ test: name, case: cells }: HazmCase): string | undefined {
  const [input, last] = [cells[0], cells.at(-1)]
  if (name in skipped) return skipped[name]
  if (name === 'test_split_token_words') {
    for (const pair of last as readonly (readonly string[])[]) {
      const parts = pair.map(fold)
      if (parts.length === 2 && parts.every((part) => part.length > 1)) meets(parts.join(' '), asText(input))
    }
  } else if (name === 'test_stem' || name.startsWith('test_lemmatize')) {
    if (asText(input).includes('_')) return skipped.compound_verb
    assert.equal(stem(asText(input)), fold(asText(last).split('#')[0]!))
  } else if (fold(asText(last)) !== '') meets(asText(input), asText(last))
  return undefined
}

test('Hazm’s cases that concern search', (t) => {
  const folder = sharedData(t, 'persian/hazm-data')
  if (folder === null) return
  const cases = JSON.parse(readFileSync(join(folder, 'hazm_test_cases.json'), 'utf8')) as HazmCase[]
  const reasons = new Map<string, number>()
  for (const one of cases) {
    const reason = run(one)
    if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  }
  const left = [...reasons.values()].reduce((sum, count) => sum + count, 0)
  t.diagnostic(`${cases.length - left} of ${cases.length} cases concern search and pass`)
  for (const [reason, count] of reasons) t.diagnostic(`${count} skipped: ${reason}`)
  assert.ok(cases.length >= 85 && left <= 8, 'most of the cases are run')
})
