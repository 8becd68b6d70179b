import { readXml, XmlFault } from '#lib/xml/read-xml.ts'

/** One record of a list as the server heads it. `metadata` is the XML inside, as it came; null for a deleted record. */
export interface OaiRecord {
  readonly identifier: string
  readonly datestamp: string
  readonly sets: readonly string[]
  readonly isDeleted: boolean
  readonly metadata: string | null
}

/** A metadata format a server offers. */
export interface OaiFormat {
  readonly prefix: string
  readonly namespace: string
}

/** What a server says about itself. */
export interface OaiIdentity {
  readonly name: string | null
  readonly granularity: string | null
  readonly protocolVersion: string | null
}

/** An answer of an OAI-PMH 2.0 server, whichever of the verbs was asked. */
export interface OaiResponse {
  readonly responseDate: string | null
  /** OAI-PMH 2.0 §3.6: `badResumptionToken`, `noRecordsMatch` and their like. */
  readonly errors: readonly { readonly code: string; readonly message: string }[]
  readonly records: readonly OaiRecord[]
  readonly formats: readonly OaiFormat[]
  readonly identity: OaiIdentity
  /** null when the list ends with this page. */
  readonly token: string | null
  readonly completeListSize: number | null
}

/** Why an answer is none; `facts` may name the title of the page that came instead. */
export class OaiFault extends Error {
  readonly code: 'not-oai' | 'web-page' | 'cut-short' | 'malformed' | 'doctype' | 'entity'
  readonly facts: Readonly<Record<string, string | number>>

  constructor(code: OaiFault['code'], facts: OaiFault['facts'] = {}) {
    super(code)
    this.name = 'OaiFault'
    this.code = code
    this.facts = facts
  }
}

/** Reads an answer out of its text. Throws `OaiFault`; elements nobody asked for are passed over. */
export function readOaiResponse(xml: string): OaiResponse {
  const reader = new ResponseReader(xml)
  try {
    readXml(xml, reader)
  } catch (error) {
    if (error instanceof XmlFault) throw faultOf(error, xml, reader.root)
    throw error
  }
  if (reader.root !== 'OAI-PMH') throw notOai(xml)
  return reader.response()
}

function faultOf(fault: XmlFault, xml: string, root: string | null): OaiFault {
  const isPage = /^\s*(<!--[\s\S]{0,2000}?-->\s*)?<(!doctype\s+html|html|head|body)\b/i.test(xml.slice(0, 4000))
  if (isPage) return notOai(xml)
  if (fault.code === 'not-xml' || (root !== null && root !== 'OAI-PMH')) return notOai(xml)
  if (fault.code === 'too-deep') return new OaiFault('malformed', { at: fault.at })
  return new OaiFault(fault.code, { at: fault.at })
}

function notOai(xml: string): OaiFault {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(xml.slice(0, 20_000))?.[1]?.trim()
  return title === undefined ? new OaiFault('not-oai') : new OaiFault('web-page', { title })
}

/** Where an element stands, from the root on, joined by `/`. */
const HEADER = 'record/header'

class ResponseReader {
  root: string | null = null
  private readonly xml: string
  private readonly path: string[] = []
  private text_ = ''
  private responseDate: string | null = null
  private readonly errors: { code: string; message: string }[] = []
  private readonly records: OaiRecord[] = []
  private readonly formats: OaiFormat[] = []
  private identity: { name: string | null; granularity: string | null; protocolVersion: string | null } = {
    name: null,
    granularity: null,
    protocolVersion: null,
  }
  private token: string | null = null
  private completeListSize: number | null = null
  private errorCode = ''
  private record: { identifier: string; datestamp: string; sets: string[]; isDeleted: boolean } | null = null
  private metadata: string | null = null
  private metadataDepth = -1
  private metadataStart = -1
  private format = { prefix: '', namespace: '' }

  constructor(xml: string) {
    this.xml = xml
  }

  open(name: string, attributes: ReadonlyMap<string, string>, start: number): void {
    this.root ??= name
    this.path.push(name)
    if (this.metadataDepth >= 0) {
      // The first element inside <metadata> is the record as its library made it.
      if (this.path.length === this.metadataDepth + 1 && this.metadataStart < 0) this.metadataStart = start
      return
    }
    this.text_ = ''
    const where = this.where()
    if (where === 'record') {
      this.record = { identifier: '', datestamp: '', sets: [], isDeleted: false }
      this.metadata = null
    } else if (where === HEADER && this.record !== null) {
      this.record.isDeleted = attributes.get('status') === 'deleted'
    } else if (where === 'record/metadata') {
      this.metadataDepth = this.path.length
      this.metadataStart = -1
    } else if (where === 'error') this.errorCode = attributes.get('code') ?? ''
    else if (where === 'resumptionToken') {
      const size = Number(attributes.get('completeListSize') ?? Number.NaN)
      this.completeListSize = Number.isSafeInteger(size) && size >= 0 ? size : null
    } else if (where === 'metadataFormat') this.format = { prefix: '', namespace: '' }
  }

  text(text: string): void {
    if (this.metadataDepth < 0 && this.text_.length < 20_000) this.text_ += text
  }

  close(_name: string, end: number): void {
    if (this.metadataDepth >= 0) {
      if (this.path.length === this.metadataDepth + 1 && this.metadata === null) {
        this.metadata = this.xml.slice(this.metadataStart, end)
      }
      if (this.path.length === this.metadataDepth) this.metadataDepth = -1
    } else this.closeKnown(this.where(), this.text_.trim())
    this.path.pop()
  }

  private closeKnown(where: string, text: string): void {
    const { record } = this
    if (where === 'responseDate') this.responseDate = text
    else if (where === 'error') this.errors.push({ code: this.errorCode, message: text.slice(0, 500) })
    else if (where === 'resumptionToken') this.token = text === '' ? null : text
    else if (where === 'repositoryName') this.identity.name = text.slice(0, 300)
    else if (where === 'granularity') this.identity.granularity = text
    else if (where === 'protocolVersion') this.identity.protocolVersion = text
    else if (where === 'metadataFormat/metadataPrefix') this.format.prefix = text
    else if (where === 'metadataFormat/metadataNamespace') this.format.namespace = text
    else if (where === 'metadataFormat') this.formats.push(this.format)
    else if (record !== null) {
      if (where === `${HEADER}/identifier`) record.identifier = text.slice(0, 1000)
      else if (where === `${HEADER}/datestamp`) record.datestamp = text.slice(0, 40)
      else if (where === `${HEADER}/setSpec`) record.sets.push(text)
      else if (where === 'record') {
        this.records.push({ ...record, metadata: record.isDeleted ? null : this.metadata })
        this.record = null
      }
    }
  }

  /** The path below the root and the verb's own element. */
  private where(): string {
    const isDirect = this.path[1] === 'responseDate' || this.path[1] === 'error' || this.path[1] === 'request'
    return this.path.slice(isDirect ? 1 : 2).join('/')
  }

  response(): OaiResponse {
    const { responseDate, errors, records, formats, identity, token, completeListSize } = this
    return { responseDate, errors, records, formats, identity, token, completeListSize }
  }
}
