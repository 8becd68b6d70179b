import { isId } from '#platform/id.ts'
import type { Searched } from '#platform/search/engine/run-query.ts'
import type { Matches } from '#platform/search/matching/matches.ts'
import type { FacetDictionaries } from '#platform/search/segments/facet-dictionary.ts'
import { valuesOf } from '#platform/search/segments/facet-rows.ts'
import { findDocument, idBytes, layoutOf, NONE, type Segment } from '#platform/search/segments/segment.ts'
import type { IndexSchema, QueryTree } from '#platform/search/types.ts'
import { add, allDocs, type DocSet, has, isEmpty, join, meet, noDocs, without } from './doc-set.ts'
import { type Leaf, takeSet } from './leaf.ts'
import { rangeIn } from './range.ts'
import { type Leaves, nearLeaves, wordsLeaves } from './words.ts'

/** A tree made ready for the segments of an index as it stands. */
export interface TreeMatcher {
  /** The documents of a segment, as matches with scores. */
  fill(segment: number, into: Matches): void
  /** Leaves of the matches those that the tree has too, and adds its scores. */
  restrict(segment: number, matches: Matches): void
}

type Node =
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Node[] }
  | { readonly kind: 'not'; readonly from: Node; readonly but: Node }
  | { readonly kind: 'leaf'; readonly leaf: Leaf }
  | { readonly kind: 'set'; readonly setOf: (segment: Segment) => DocSet }

/** Throws a TypeError on a field, sort or facet the schema does not have. */
export function matcherOf(searched: Searched, dictionaries: FacetDictionaries, tree: QueryTree): TreeMatcher {
  const root = prepared(searched, dictionaries, tree)
  const { segments, matches } = searched
  const scores = matches.totals(segments.reduce((most, segment) => Math.max(most, segment.count), 0))
  const find = (s: number): DocSet => {
    scores.fill(0, 0, segments[s]!.count)
    return setOf(root, { s, segment: segments[s]!, matches, scores })
  }
  return {
    fill(s, into) {
      const found = find(s)
      into.fit(segments[s]!.count)
      takeSet(found, into)
      for (let i = 0; i < into.count; i++) into.scores[i] = scores[into.docs[i]!]!
    },
    restrict(s, into) {
      const found = find(s)
      let kept = 0
      for (let i = 0; i < into.count; i++) {
        const doc = into.docs[i]!
        if (!has(found, doc)) continue
        into.docs[kept] = doc
        into.scores[kept++] = into.scores[i]! + scores[doc]!
      }
      into.count = kept
    },
  }
}

function prepared(searched: Searched, dictionaries: FacetDictionaries, tree: QueryTree): Node {
  const { schema, vocabulary } = searched
  const { fields } = layoutOf(schema)
  const allowedOf = (names: readonly string[] | null): ReadonlySet<number> =>
    new Set(
      (names ?? fields).map((name) => {
        const field = fields.indexOf(name)
        if (field < 0) throw new TypeError(`the index ${schema.name} has no field "${name}"`)
        return field
      }),
    )
  const leaves = ({ match, leaves }: Leaves): Node => ({
    kind: match === 'all' ? 'and' : 'or',
    of: leaves.map((leaf) => ({ kind: 'leaf', leaf })),
  })
  const node = (of: QueryTree): Node => {
    switch (of.kind) {
      case 'all':
        return of
      case 'and':
      case 'or':
        return { kind: of.kind, of: of.of.map(node) }
      case 'not':
        return { kind: 'not', from: node(of.from), but: node(of.but) }
      case 'words':
        return leaves(wordsLeaves({ searched, vocabulary, allowed: allowedOf(of.fields) }, of))
      case 'near':
        return leaves(nearLeaves({ searched, vocabulary, allowed: allowedOf(of.fields) }, of))
      case 'range':
        return { kind: 'set', setOf: rangeIn(schema, of) }
      case 'facet':
        return { kind: 'set', setOf: facetIn(schema, dictionaries, of.facet, of.value) }
      case 'ids':
        return { kind: 'set', setOf: idsIn(of.ids) }
    }
  }
  return node(tree)
}

function facetIn(
  schema: IndexSchema,
  dictionaries: FacetDictionaries,
  facet: string,
  value: string,
): (segment: Segment) => DocSet {
  const dictionary = dictionaries[facet]
  if (dictionary === undefined) throw new TypeError(`no facet "${facet}" in the index`)
  const wanted = dictionary.find(value) ?? NONE
  const place = Object.keys(schema.facets).indexOf(facet)
  return ({ count, facets }) => {
    const set = noDocs(count)
    if (wanted === NONE) return set
    for (let doc = 0; doc < count; doc++) if (valuesOf(facets, place, doc).includes(wanted)) add(set, doc)
    return set
  }
}

function idsIn(ids: readonly string[]): (segment: Segment) => DocSet {
  const wanted = ids.filter(isId).map(idBytes)
  return (segment) => {
    const set = noDocs(segment.count)
    for (const id of wanted) {
      const doc = findDocument(segment, id)
      if (doc >= 0) add(set, doc)
    }
    return set
  }
}

interface Place {
  readonly s: number
  readonly segment: Segment
  readonly matches: Matches
  /** By document; null where what is found is left out. */
  readonly scores: Float32Array | null
}

function setOf(node: Node, place: Place): DocSet {
  const { segment } = place
  switch (node.kind) {
    case 'all':
      return allDocs(segment.count)
    case 'set':
      return node.setOf(segment)
    case 'leaf':
      return leafSet(node.leaf, place)
    case 'not': {
      const set = setOf(node.from, place)
      if (!isEmpty(set)) without(set, setOf(node.but, { ...place, scores: null }))
      return set
    }
    case 'and': {
      const set = allDocs(segment.count)
      for (const one of node.of) {
        if (isEmpty(set)) break
        meet(set, setOf(one, place))
      }
      return set
    }
    case 'or': {
      const set = noDocs(segment.count)
      for (const one of node.of) join(set, setOf(one, place))
      return set
    }
  }
}

function leafSet(leaf: Leaf, { s, segment, matches, scores }: Place): DocSet {
  const set = noDocs(segment.count)
  leaf.find(s, matches)
  const { docs, scores: found, count } = matches
  for (let i = 0; i < count; i++) {
    const doc = docs[i]!
    set[doc >>> 5]! |= 1 << (doc & 31)
    if (scores !== null) scores[doc]! += found[i]!
  }
  return set
}
