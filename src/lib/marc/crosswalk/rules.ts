import type { DataField } from '#lib/marc/record.ts'
import type { Context, Draft } from './field.ts'
import { plainLink } from './links.ts'
import { bodyToMarc21, bodyToUnimarc, headingEnd, personToMarc21, personToUnimarc, roles, thesaurus } from './names.ts'
import {
  ended,
  joinedNeighbours,
  parenthesised,
  type Signs,
  signAfter,
  withoutParentheses,
  withoutSigns,
  withSigns,
} from './punctuation.ts'
import { codeOf, relatorOfTerm } from './tables.ts'
import { titleToMarc21, titleToUnimarc, variantTitle } from './title.ts'

/** What a table's line cannot say. `occurrence` counts the fields of the source's tag from 1. */
export interface Rule {
  /** A condition beside tag and indicators. */
  readonly fits?: (field: DataField, context: Context) => boolean
  /** Changes the source before its codes are looked up. */
  readonly prepare?: (field: DataField, context: Context, occurrence: number) => DataField
  /** Changes the field that came of the codes. */
  readonly finish?: (draft: Draft, source: DataField, context: Context, occurrence: number) => void
}

/** Fields whose only difference is the punctuation between their parts. */
function isbd(signs: Signs, joins: string, end: string, brackets = ''): Rule {
  return {
    finish(draft, _source, { from }) {
      if (from === 'marc21') {
        withoutParentheses(draft, brackets)
        return withoutSigns(draft)
      }
      withSigns(draft, signs)
      parenthesised(draft, brackets === '' ? '' : 'efg')
      joinedNeighbours(draft, joins)
      ended(draft.pieces, end)
    },
  }
}

const named = (toUnimarc: (draft: Draft) => void, toMarc21: (draft: Draft) => void): Rule => ({
  finish(draft, source, context, occurrence) {
    roles(draft, context, occurrence, source.tag)
    if (context.from === 'marc21') toUnimarc(draft)
    else toMarc21(draft)
  },
})

/** A heading in block 6: the name as in block 7, then its thesaurus and full stop. */
function subject(name: Rule | null, hasThesaurus = true): Rule {
  return {
    finish(draft, source, context, occurrence) {
      name?.finish?.(draft, source, context, occurrence)
      if (hasThesaurus) thesaurus(draft, context, source.ind2)
      headingEnd(draft, context)
    },
  }
}

const person = named(personToUnimarc, personToMarc21)
const body = named(bodyToUnimarc, bodyToMarc21)
const family = named(
  (draft) => withoutSigns(draft, '4'),
  (draft) => ended(draft.pieces, 'ad'),
)

/** UNIMARC 701 is an equal of the first author, 702 did something else for the book. */
function isAuthor(field: DataField): boolean {
  const said = field.subfields.filter(({ code }) => code === '4' || code === 'e')
  return said.some(({ code, value }) => (code === '4' ? /^(aut|cre)/.test(value) : relatorOfTerm(value) === '070'))
}

const isTitled = (field: DataField) => field.subfields.some(({ code }) => code === 't')

/** A name with the title of a work: UNIMARC may embed both (`$1700 1$a…$1500  $a…`). */
const nameTitle: Rule = {
  fits: (field, { from }) => from === 'unimarc' || isTitled(field),
  prepare: (field, context, occurrence) => link.prepare?.(field, context, occurrence) ?? field,
  finish(draft, _source, { from }) {
    if (from === 'marc21') {
      joinedNeighbours(draft, 'a')
      return withoutSigns(draft, '023')
    }
    const [name] = draft.pieces
    draft.ind1 = name?.code === 'a' && /[,،]/.test(name.value) ? '1' : '0'
    if (name?.code === 'a') ended([name], 'a')
    // A subject's subdivisions follow its title without a stop.
    if ('tnpkfmrl'.includes(draft.pieces.at(-1)?.code ?? '-')) ended(draft.pieces, 'tnpkfmrl')
  },
}

const LINK_SIGNS: Signs = { n: ' :', d: ',', o: ' :', h: '.', i: '.' }

const link: Rule = {
  prepare(field, { from, drop }, occurrence) {
    if (from === 'marc21') return field
    return plainLink(field, (code, value) => drop(field.tag, occurrence, code, value, 'no-subfield'))
  },
  finish(draft, source, { from }) {
    // UNIMARC: 1 makes a note; MARC 21: 0 makes one.
    if (from === 'marc21') {
      draft.ind1 = ' '
      draft.ind2 = source.ind1 === '0' ? '1' : '0'
      return withoutSigns(draft, '0xyz')
    }
    draft.ind1 = source.ind2 === '1' ? '0' : '1'
    if (draft.ind2 === '.') draft.ind2 = ' '
    // Place, publisher and date are one $d, a title and its rest one $t.
    draft.pieces.forEach((piece, i) => {
      const before = draft.pieces[i - 1]
      if (before?.code === piece.code) before.value += signAfter(before.value, LINK_SIGNS[piece.from] ?? '')
    })
    joinedNeighbours(draft, 'dt')
  },
}

const uniform: Rule = {
  finish(draft, _source, { from }) {
    if (from === 'marc21') {
      withoutSigns(draft, '03')
      draft.ind1 = '1'
      draft.ind2 = '0'
      return
    }
    withSigns(draft, { h: '.', i: '.', m: '.', q: '.' })
    draft.ind1 = draft.tag === '130' ? '0' : '1'
    draft.ind2 = draft.tag === '130' ? ' ' : '0'
    ended(draft.pieces, 'ahinpks')
  },
}

const HAS_AUTHOR = ['700', '710', '720']

/** Notes of several subfields in MARC 21 are one text in UNIMARC. */
const text: Rule = {
  finish(draft, _source, { from }) {
    if (from === 'marc21') joinedNeighbours(draft, 'a')
  },
}

/** MARC 21 writes the term ($a text) beside its code ($b txt); the code says both. */
const rdaTerm = (list: string): Rule => ({
  finish(draft, source, { from, drop }, occurrence) {
    if (from === 'unimarc') {
      draft.pieces = draft.pieces.flatMap((piece) => {
        const term = piece.code === 'b' ? codeOf(list, from, piece.value) : null
        return term === null ? [piece] : [{ code: 'a', value: term, from: 'a' }, piece]
      })
      return
    }
    const codes = draft.pieces.filter((piece) => piece.from === 'b').map((piece) => piece.value)
    draft.pieces = draft.pieces.flatMap((piece) => {
      if (piece.from !== 'a') return [piece]
      const code = codeOf(list, from, piece.value)
      if (code !== null && codes.includes(code)) return []
      if (code === null) drop(source.tag, occurrence, 'a', piece.value, 'no-code')
      return code === null ? [] : [{ ...piece, value: code }]
    })
  },
})

/** A number of the Library of Congress has a field of its own in MARC 21. */
const LCCN = '(DLC)'
const lccn: Rule = {
  fits: (field, { from }) =>
    from === 'marc21' || field.subfields.every(({ code, value }) => /[az]/.test(code) && value.startsWith(LCCN)),
  finish(draft, _source, { from }) {
    for (const piece of draft.pieces) {
      piece.value = from === 'marc21' ? `${LCCN}${piece.value}` : piece.value.slice(LCCN.length)
    }
  },
}

/** The rules that fields.tsv names. */
export const RULES: Readonly<Record<string, Rule>> = {
  title: {
    finish(draft, source, { from }) {
      if (from === 'marc21') return titleToUnimarc(draft, Number(source.ind2) || 0)
      draft.ind2 = String(titleToMarc21(draft))
    },
  },
  variant: { finish: (draft, source, context) => variantTitle(draft, context, source.ind1) },
  edition: isbd({ b: ',', d: ' =', f: ' /', g: ' ;' }, 'b', 'ab'),
  imprint: isbd({ a: ' ;', b: ',', c: ' :', d: ',' }, '', 'abc', 'efg'),
  extent: isbd({ c: ' :', d: ' ;', e: ' +' }, '', ''),
  series: isbd({ d: ' =', e: ' :', f: ' /', h: '.', i: ',', v: ' ;', x: ',' }, 'a', ''),
  person,
  body,
  meeting: body,
  family,
  'equal-person': {
    ...person,
    fits: (field, { from }) => from === 'unimarc' || isAuthor(field),
  },
  'subject-person': subject(person),
  'subject-body': subject(body),
  'subject-family': subject(family),
  'subject-name-title': { ...nameTitle, ...subject(nameTitle) },
  'name-title': nameTitle,
  'name-title-expression': {
    ...nameTitle,
    fits: (field, { from }) =>
      from === 'unimarc' || (isTitled(field) && field.subfields.some(({ code }) => code === 'l')),
  },
  subject: subject(null),
  link,
  'series-link': {
    ...link,
    finish(draft, _source, { from }) {
      if (from === 'marc21') {
        joinedNeighbours(draft, 'a')
        withoutSigns(draft, '3x')
        draft.ind1 = ' '
        draft.ind2 = '0'
        return
      }
      withSigns(draft, { h: '.', i: '.', v: ' ;', x: ',' })
      draft.ind2 = '0'
      ended(draft.pieces, 'ahtv')
    },
  },
  // 773 of an article leads to the piece that holds it, that of a volume to its set.
  host: { ...link, fits: (_field, { from, record }) => from === 'unimarc' || /[ab]/.test(record.leader[7] ?? '') },
  uniform,
  'uniform-beside-author': {
    ...uniform,
    fits: (_field, { from, has }) => from === 'marc21' || HAS_AUTHOR.some(has),
  },
  dewey: {
    finish(draft, source, { from }) {
      if (from === 'unimarc') draft.ind2 = '4'
      else if (source.ind1 === '1') draft.ind1 = ' '
      if (from === 'marc21') draft.pieces = draft.pieces.map((piece) => ({ ...piece, value: piece.value.trim() }))
    },
  },
  lcc: {},
  lccn,
  text,
  'rda-content': rdaTerm('rda-content'),
  'rda-media': rdaTerm('rda-media'),
  'rda-carrier': rdaTerm('rda-carrier'),
  'place-steps': {
    finish: (draft, _source, { from }) => (from === 'marc21' ? withoutSigns(draft) : ended(draft.pieces, 'd')),
  },
  holding: {},
}
