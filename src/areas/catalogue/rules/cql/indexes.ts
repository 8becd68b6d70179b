/** What an index of CQL is in the catalogue. The first of `fields` is its own; in `romanised` it is found by another script. */
export type IndexTarget =
  | { readonly kind: 'words'; readonly fields: readonly string[] | null }
  /** Numbers that are one word each: ISBN, ISSN, call numbers. */
  | { readonly kind: 'code'; readonly field: string }
  | { readonly kind: 'facet'; readonly facet: string }
  | { readonly kind: 'year' }
  | { readonly kind: 'everything' }
  /** The number of an edition. */
  | { readonly kind: 'record' }

export interface CqlIndex {
  readonly set: SetName
  readonly name: string
  readonly title: { readonly fa: string; readonly en: string }
  readonly target: IndexTarget
  /** Names without a set, beside the name itself: what a Persian client types. */
  readonly bare: readonly string[]
  /** True where `scan` can list its terms. */
  readonly scan: boolean
}

export type SetName = 'dc' | 'cql' | 'rec' | 'bath' | 'bib' | 'peyvand'

/** The context sets by their usual prefix; a bare index is looked for in this order. Older identifiers are known too. */
export const CONTEXT_SETS: Readonly<Record<SetName, readonly string[]>> = {
  dc: [
    'info:srw/cql-context-set/1/dc-v1.1',
    'http://purl.org/dc/elements/1.1/',
    'http://www.loc.gov/zing/cql/dc-indexes/v1.0/',
  ],
  cql: [
    'info:srw/cql-context-set/1/cql-v1.2',
    'info:srw/cql-context-set/1/cql-v1.1',
    'http://docs.oasis-open.org/ns/search-ws/cql-context-set',
    'http://www.loc.gov/zing/cql/context-sets/cql/v1.1/',
  ],
  rec: ['info:srw/cql-context-set/2/rec-1.1', 'info:srw/cql-context-set/2/rec-1.0'],
  bath: ['http://zing.z3950.org/cql/bath/2.0/', 'info:srw/cql-context-set/1/bath-v2.0'],
  bib: ['info:srw/cql-context-set/1/bib-v1', 'info:srw/cql-context-set/1/bib-v1.0'],
  peyvand: ['urn:x-peyvand:cql-context-set:1'],
}

/** The fields of the index that hold words. */
export const WORD_FIELDS = ['title', 'author', 'subject', 'publisher', 'note', 'romanised'] as const

const TITLE = { kind: 'words', fields: ['title', 'romanised'] } as const
const AUTHOR = { kind: 'words', fields: ['author', 'romanised'] } as const
const SUBJECT = { kind: 'words', fields: ['subject'] } as const
const PUBLISHER = { kind: 'words', fields: ['publisher'] } as const
const NOTE = { kind: 'words', fields: ['note'] } as const
const ANY = { kind: 'words', fields: null } as const
const NUMBER = { kind: 'code', field: 'identifier' } as const
const YEAR = { kind: 'year' } as const
const facet = (name: string) => ({ kind: 'facet', facet: name }) as const

type Row = readonly [names: string, fa: string, en: string, target: IndexTarget, bare?: string]

const ROWS: readonly Row[] = [
  ['cql.serverChoice cql.anywhere cql.anyIndexes cql.allIndexes cql.keywords bath.any', 'همه‌جا', 'Anywhere', ANY],
  ['cql.allRecords', 'همهٔ رکوردها', 'All records', { kind: 'everything' }],
  ['dc.title bath.title bib.title', 'عنوان', 'Title', TITLE, 'عنوان'],
  [
    'bath.uniformTitle bath.keyTitle bib.titleUniform bib.titleSeries',
    'عنوان قراردادی یا فروست',
    'Uniform or series title',
    TITLE,
  ],
  [
    'dc.creator dc.contributor dc.author bath.author bath.name bib.name',
    'پدیدآور',
    'Author or contributor',
    AUTHOR,
    'پدیدآور نویسنده مؤلف',
  ],
  [
    'bath.personalName bath.corporateName bath.conferenceName bib.namePersonal bib.nameCorporate bib.nameConference',
    'نام',
    'Name',
    AUTHOR,
  ],
  [
    'dc.subject bath.subject bath.topicalSubject bath.geographicName bib.subjectTopic bib.subjectPlace bib.subjectName',
    'موضوع',
    'Subject',
    SUBJECT,
    'موضوع',
  ],
  ['dc.publisher bath.publisher bib.originPlace', 'ناشر یا محل نشر', 'Publisher or its place', PUBLISHER, 'ناشر'],
  ['dc.description bath.notes', 'یادداشت و چکیده', 'Notes and abstract', NOTE, 'یادداشت note'],
  ['dc.date bath.publicationDate bib.dateIssued', 'سال نشر', 'Year of publication', YEAR, 'سال تاریخ year'],
  ['dc.language bib.language', 'زبان', 'Language (MARC code)', facet('language'), 'زبان'],
  ['dc.type bath.resourceType', 'نوع منبع', 'Kind of material', facet('kind'), 'نوع kind'],
  ['dc.identifier dc.resourceIdentifier bath.standardIdentifier', 'شناسه', 'Identifier, call number', NUMBER, 'شناسه'],
  ['bath.isbn', 'شابک', 'ISBN', NUMBER, 'شابک isbn'],
  ['bath.issn', 'شاپا', 'ISSN', NUMBER, 'شاپا issn'],
  ['rec.id rec.identifier', 'شمارهٔ ویراست', 'Number of the edition', { kind: 'record' }],
  [
    'peyvand.library bath.possessingInstitution',
    'کتابخانهٔ دارنده',
    'Holding library, NETWORK:CODE',
    facet('library'),
    'کتابخانه',
  ],
  ['peyvand.network', 'شبکهٔ کتابخانهٔ دارنده', 'Network of a holding library', facet('network'), 'شبکه'],
  ['peyvand.province', 'استان کتابخانهٔ دارنده', 'Province of a holding library', facet('province'), 'استان'],
  ['peyvand.availability', 'در دسترس بودن', 'Availability of copies', facet('availability')],
]

const SCANNED = new Set(['dc.title', 'dc.creator', 'dc.subject'])

/** Every index, with its context set. The first of a row is the one the others are other names of. */
export const INDEXES: readonly CqlIndex[] = ROWS.flatMap(([names, fa, en, target, bare = '']) =>
  names.split(' ').map((full, i) => {
    const [set, name] = full.split('.') as [SetName, string]
    return { set, name, title: { fa, en }, target, bare: i === 0 ? bare.split(' ') : [], scan: SCANNED.has(full) }
  }),
)

const byName = new Map(INDEXES.map((index) => [`${index.set}.${index.name}`.toLowerCase(), index]))
const byBareName = new Map<string, CqlIndex>()
for (const set of Object.keys(CONTEXT_SETS)) {
  for (const index of INDEXES.filter((one) => one.set === set)) {
    for (const name of [index.name.toLowerCase(), ...index.bare]) if (!byBareName.has(name)) byBareName.set(name, index)
  }
}

/** The index of a name in a set, or of a bare name in any. */
export const indexNamed = (set: SetName | null, name: string): CqlIndex | undefined =>
  set === null ? byBareName.get(name.toLowerCase()) : byName.get(`${set}.${name}`.toLowerCase())
