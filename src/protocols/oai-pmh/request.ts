/** The error codes of OAI-PMH 2.0 §3.6. */
export type OaiErrorCode =
  | 'badArgument'
  | 'badResumptionToken'
  | 'badVerb'
  | 'cannotDisseminateFormat'
  | 'idDoesNotExist'
  | 'noMetadataFormats'
  | 'noRecordsMatch'
  | 'noSetHierarchy'

export interface OaiError {
  code: OaiErrorCode
  message: string
}

export type ListVerb = 'ListRecords' | 'ListIdentifiers'

/** A moment as a harvester writes it, to the day or to the second. */
export interface Moment {
  isDay: boolean
  /** Its beginning; a day lasts until the next one, a second until the next one. */
  begins: Date
  ends: Date
}

/** What a harvester asks, its arguments checked for shape and not yet for meaning. */
export type OaiRequest =
  | { verb: 'Identify' }
  | { verb: 'ListMetadataFormats'; identifier: string | null }
  | { verb: 'ListSets'; resumptionToken: string | null }
  | { verb: 'GetRecord'; identifier: string; metadataPrefix: string }
  | { verb: ListVerb; metadataPrefix: string; set: string | null; from: Moment | null; until: Moment | null }
  | { verb: ListVerb; resumptionToken: string }

/** A request as read: with the attributes its answer repeats, none of them when it was bad (§3.2). */
export type ReadRequest =
  | { ok: true; request: OaiRequest; echo: Readonly<Record<string, string>> }
  | { ok: false; errors: readonly OaiError[] }

interface Shape {
  required: readonly string[]
  optional: readonly string[]
}

const LIST: Shape = { required: ['metadataPrefix'], optional: ['from', 'until', 'set'] }
const SHAPES: Readonly<Record<OaiRequest['verb'], Shape>> = {
  Identify: { required: [], optional: [] },
  ListMetadataFormats: { required: [], optional: ['identifier'] },
  ListSets: { required: [], optional: [] },
  GetRecord: { required: ['identifier', 'metadataPrefix'], optional: [] },
  ListIdentifiers: LIST,
  ListRecords: LIST,
}
const RESUMABLE = new Set(['ListSets', 'ListIdentifiers', 'ListRecords'])

const WORD = "[A-Za-z0-9\\-_.!~*'()]+"
const PREFIX = new RegExp(`^${WORD}$`)
const SET = new RegExp(`^${WORD}(:${WORD})*$`)
const LONGEST = 1000

/** Reads the arguments of a request, in the order and number they came. Pure; whatever comes in, the answer is one of the two. */
export function readRequest(pairs: Iterable<readonly [string, string]>): ReadRequest {
  const given = [...pairs]
  const verbs = given.filter(([name]) => name === 'verb')
  const verb = verbs[0]?.[1] ?? ''
  if (verbs.length !== 1) return bad('badVerb', verbs.length === 0 ? 'The verb is missing.' : 'The verb is repeated.')
  if (!isVerb(verb)) return bad('badVerb', 'The verb is none of the six of OAI-PMH 2.0.')
  const values = given.filter(([name]) => name !== 'verb')
  const faults = argumentFaults(verb, values)
  if (faults.length > 0) return { ok: false, errors: faults.map((message) => ({ code: 'badArgument', message })) }
  return meant(verb, new Map(values))
}

const isVerb = (word: string): word is OaiRequest['verb'] => Object.hasOwn(SHAPES, word)

const bad = (code: OaiErrorCode, message: string): ReadRequest => ({ ok: false, errors: [{ code, message }] })

function argumentFaults(verb: OaiRequest['verb'], values: readonly (readonly [string, string])[]): string[] {
  const { required, optional } = SHAPES[verb]
  const names = values.map(([name]) => name)
  const resumes = RESUMABLE.has(verb) && names.includes('resumptionToken')
  const known = resumes ? ['resumptionToken'] : [...required, ...optional]
  const faults: string[] = []
  for (const name of new Set(names)) {
    if (!known.includes(name)) {
      const isOther = resumes && [...required, ...optional].includes(name)
      faults.push(isOther ? 'A resumptionToken is the only argument beside the verb.' : `${verb} has no such argument.`)
    } else if (names.filter((other) => other === name).length > 1) faults.push(`The argument ${name} is repeated.`)
  }
  if (!resumes) {
    for (const name of required) if (!names.includes(name)) faults.push(`The argument ${name} is missing.`)
  }
  if (values.some(([, value]) => value.length > LONGEST)) faults.push('An argument is longer than any of ours.')
  return [...new Set(faults)]
}

function meant(verb: OaiRequest['verb'], values: ReadonlyMap<string, string>): ReadRequest {
  const resumptionToken = values.get('resumptionToken') ?? null
  const echo: Record<string, string> = { verb, ...(resumptionToken === null ? {} : { resumptionToken }) }
  if (verb === 'Identify') return { ok: true, request: { verb }, echo }
  if (verb === 'ListSets') return { ok: true, request: { verb, resumptionToken }, echo }
  if (verb === 'ListMetadataFormats' || verb === 'GetRecord') return aboutOne(verb, values, echo)
  if (resumptionToken !== null) return { ok: true, request: { verb, resumptionToken }, echo }
  return aboutMany(verb, values, echo)
}

function aboutOne(
  verb: 'ListMetadataFormats' | 'GetRecord',
  values: ReadonlyMap<string, string>,
  echo: Record<string, string>,
): ReadRequest {
  const identifier = values.get('identifier') ?? null
  // An answer repeats only what its schema allows: an identifier is a URI.
  if (identifier !== null && /^[a-z][a-z0-9+.-]*:[\w.~:/?#@!$&'()*+,;=-]+$/i.test(identifier)) {
    echo.identifier = identifier
  }
  if (verb === 'ListMetadataFormats') return { ok: true, request: { verb, identifier }, echo }
  const metadataPrefix = values.get('metadataPrefix') ?? ''
  if (!PREFIX.test(metadataPrefix)) return bad('badArgument', 'The metadataPrefix has characters no prefix has.')
  echo.metadataPrefix = metadataPrefix
  return { ok: true, request: { verb, identifier: identifier ?? '', metadataPrefix }, echo }
}

function aboutMany(verb: ListVerb, values: ReadonlyMap<string, string>, echo: Record<string, string>): ReadRequest {
  const errors: string[] = []
  const metadataPrefix = values.get('metadataPrefix') ?? ''
  const set = values.get('set') ?? null
  if (!PREFIX.test(metadataPrefix)) errors.push('The metadataPrefix has characters no prefix has.')
  if (set !== null && !SET.test(set)) errors.push('The set has characters no setSpec has.')
  const [from, until] = [values.get('from'), values.get('until')].map((text) =>
    text === undefined ? null : readMoment(text),
  )
  if (from === undefined || until === undefined) {
    errors.push('from and until are written YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.')
  } else if (from && until) {
    if (from.isDay !== until.isDay) errors.push('from and until have different granularities.')
    else if (from.begins > until.begins) errors.push('from is later than until.')
  }
  if (errors.length > 0 || from === undefined || until === undefined) {
    return { ok: false, errors: errors.map((message) => ({ code: 'badArgument', message })) }
  }
  return {
    ok: true,
    request: { verb, metadataPrefix, set, from, until },
    echo: { ...echo, ...Object.fromEntries(values) },
  }
}

const SECOND = 1000
const DAY = 24 * 60 * 60 * SECOND

/** A datestamp of either granularity (§3.3.1); undefined for anything that is no such moment. */
export function readMoment(text: string): Moment | undefined {
  const found = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d:\d\dZ)?$/.exec(text)
  if (!found || text.startsWith('0000')) return undefined
  const isDay = found[2] === undefined
  const begins = new Date(`${found[1]}${found[2] ?? 'T00:00:00Z'}`)
  // A date that is not in the calendar is either no date at all or rolls over into another.
  if (Number.isNaN(begins.getTime()) || writeMoment(begins) !== `${found[1]}${found[2] ?? 'T00:00:00Z'}`)
    return undefined
  return { isDay, begins, ends: new Date(begins.getTime() + (isDay ? DAY : SECOND)) }
}

/** A datestamp to the second. */
export const writeMoment = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`
