import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fold } from './fold.ts'
import { joinedNeighbours, searchTerms, twoWordSplits } from './search-terms.ts'
import { stem } from './stem.ts'

const source = `${process.env.PEYVAND_SHARED ?? '../shared'}/data/persian/hazm-data/hazm_test_cases.json`

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

/** A query for the corrected text finds the raw one: its words, or compounds that the search offers, cover it. */
function meets(raw: string, corrected: string): void {
  const terms = searchTerms(raw)
  const offered = new Set([...terms, ...joinedNeighbours(terms)].map(({ word }) => word))
  for (const { word } of searchTerms(corrected)) assert.ok(offered.has(word), `«${word}» of «${corrected}» in «${raw}»`)
}

/** Runs one case; the reason when it does not concern search. */
function run({ test: name, case: cells }: HazmCase): string | undefined {
  const [input, last] = [cells[0], cells.at(-1)]
  if (name in skipped) return skipped[name]
  if (name === 'test_split_token_words') {
    const splits = twoWordSplits(fold(asText(input))).map((pair) => pair.map(({ word }) => word).join(' '))
    for (const pair of last as readonly (readonly string[])[]) {
      const parts = pair.map(fold)
      if (parts.length === 2 && parts.every((part) => part.length > 1)) assert.ok(splits.includes(parts.join(' ')))
    }
  } else if (name === 'test_stem' || name.startsWith('test_lemmatize')) {
    if (asText(input).includes('_')) return skipped.compound_verb
    assert.equal(stem(asText(input)), fold(asText(last).split('#')[0]!))
  } else meets(asText(input), asText(last))
  return undefined
}

test('Hazm’s cases that concern search', (t) => {
  if (!existsSync(source)) return t.skip('../shared/data is absent')
  const cases = JSON.parse(readFileSync(source, 'utf8')) as HazmCase[]
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
