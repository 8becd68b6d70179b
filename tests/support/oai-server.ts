import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { writeMarcXml } from '#lib/marc/marcxml/write.ts'
import type { MarcRecord } from '#lib/marc/record.ts'
import type { Cleanup } from './database.ts'

/** A record as a server offers it. */
export interface Offered {
  identifier: string
  datestamp: string
  /** null is a deleted record. */
  marc: MarcRecord | null
  sets?: readonly string[]
}

/** How a small server behaves; a test changes it between requests. */
export interface OaiServer {
  url: string
  records: Offered[]
  /** What it answers when asked for one record by name; null: what it lists. */
  held: Offered[] | null
  pageSize: number
  granularity: string
  /** null: the server's own true clock. */
  responseDate: string | null
  completeListSize: number | null
  /** Every question that came, in order. */
  asked: URLSearchParams[]
  /** Answers a question in the server's place; returns false to let it answer properly. */
  misbehave: (question: URLSearchParams, response: ServerResponse, request: IncomingMessage) => boolean
}

/** The whole of an answer around its content. */
export const oaiAnswer = (content: string, responseDate = '2026-11-22T08:00:00Z') =>
  `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>${responseDate}</responseDate>
<request>http://example.org/oai</request>${content}</OAI-PMH>`

export const oaiError = (code: string) => oaiAnswer(`<error code="${code}">${code}</error>`)

/** One record of a list. */
export function oaiRecord({ identifier, datestamp, marc, sets = [] }: Offered): string {
  const head = `<header${marc === null ? ' status="deleted"' : ''}><identifier>${identifier}</identifier><datestamp>${datestamp}</datestamp>${sets
    .map((set) => `<setSpec>${set}</setSpec>`)
    .join('')}</header>`
  const xml =
    marc === null ? '' : writeMarcXml(marc).replace('<record>', '<record xmlns="http://www.loc.gov/MARC21/slim">')
  return `<record>${head}${marc === null ? '' : `<metadata>${xml}</metadata>`}</record>`
}

/** A real little OAI-PMH server on this machine, well-behaved unless told otherwise; its tokens are places in its list. */
export async function anOaiServer(t: Cleanup, records: Offered[] = []): Promise<OaiServer> {
  const server: OaiServer = {
    url: '',
    records,
    held: null,
    pageSize: 3,
    granularity: 'YYYY-MM-DDThh:mm:ssZ',
    responseDate: '2026-11-22T07:59:00Z',
    completeListSize: null,
    asked: [],
    misbehave: () => false,
  }
  const http = createServer((request, response) => {
    const question = new URL(request.url ?? '/', 'http://localhost').searchParams
    server.asked.push(question)
    if (server.misbehave(question, response, request)) return
    response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8' })
    response.end(answerTo(server, question))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  t.after(async () => {
    http.closeAllConnections()
    await new Promise((resolve) => http.close(resolve))
  })
  server.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/oai`
  return server
}

function answerTo(server: OaiServer, question: URLSearchParams): string {
  const date = server.responseDate ?? new Date().toISOString()
  const verb = question.get('verb')
  if (verb === 'Identify') {
    return oaiAnswer(
      `<Identify><repositoryName>کتابخانهٔ آزمون</repositoryName><protocolVersion>2.0</protocolVersion><granularity>${server.granularity}</granularity></Identify>`,
      date,
    )
  }
  if (verb === 'ListMetadataFormats') {
    return oaiAnswer(
      '<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix><metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace></metadataFormat><metadataFormat><metadataPrefix>marc21</metadataPrefix><metadataNamespace>http://www.loc.gov/MARC21/slim</metadataNamespace></metadataFormat></ListMetadataFormats>',
      date,
    )
  }
  if (verb === 'GetRecord') {
    const one = (server.held ?? server.records).find(({ identifier }) => identifier === question.get('identifier'))
    return oaiAnswer(one ? `<GetRecord>${oaiRecord(one)}</GetRecord>` : '<error code="idDoesNotExist"/>', date)
  }
  const token = question.get('resumptionToken')
  const [from, set, at] = token === null ? [question.get('from'), question.get('set'), 0] : fromToken(token)
  const found = server.records.filter(
    (one) => (!from || one.datestamp >= from) && (!set || (one.sets ?? []).some((s) => s.startsWith(set))),
  )
  if (found.length === 0) return oaiAnswer('<error code="noRecordsMatch"/>', date)
  const page = found.slice(at, at + server.pageSize)
  const next = at + server.pageSize < found.length ? [from ?? '', set ?? '', at + server.pageSize].join('|') : ''
  const size = server.completeListSize ?? found.length
  return oaiAnswer(
    `<ListRecords>${page.map(oaiRecord).join('')}<resumptionToken completeListSize="${size}" cursor="${at}">${next}</resumptionToken></ListRecords>`,
    date,
  )
}

function fromToken(token: string): [string, string, number] {
  const [from = '', set = '', at = '0'] = token.split('|')
  return [from, set, Number(at)]
}
