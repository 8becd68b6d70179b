import { escapeXml } from '#lib/marc/marcxml/write.ts'
import { MESSAGES, type SruDiagnostic } from './diagnostics.ts'
import type { SruVersion } from './request.ts'

const NAMESPACES = {
  '1.x': { answer: 'http://www.loc.gov/zing/srw/', diagnostic: 'http://www.loc.gov/zing/srw/diagnostic/' },
  '2.0': {
    answer: 'http://docs.oasis-open.org/ns/search-ws/sruResponse',
    diagnostic: 'http://docs.oasis-open.org/ns/search-ws/diagnostic',
  },
} as const

const namespaces = (version: SruVersion) => NAMESPACES[version === '2.0' ? '2.0' : '1.x']

const SCAN_NAMESPACE = 'http://docs.oasis-open.org/ns/search-ws/scan'

/** An element with text; nothing without text. */
export const textElement = (name: string, text: string | number | null | undefined): string =>
  text === null || text === undefined ? '' : `<${name}>${escapeXml(String(text))}</${name}>`

/** An element around XML; nothing around nothing. */
export const element = (name: string, inner: string): string => (inner === '' ? '' : `<${name}>${inner}</${name}>`)

/** A whole answer around its content. */
export function envelope(version: SruVersion, root: string, content: string): string {
  const own = namespaces(version).answer
  // Of 2.0 only the outermost element of a scan is in the namespace of answers (sruResponse.xsd).
  const isScan = version === '2.0' && root === 'scanResponse'
  const name = isScan ? `sru:${root}` : root
  const spaces = isScan ? `xmlns:sru="${own}" xmlns="${SCAN_NAMESPACE}"` : `xmlns="${own}"`
  // 2.0 tells its version by its namespace alone.
  const told = version === '2.0' ? '' : textElement('version', version)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name} ${spaces}>${told}${content}</${name}>\n`
}

/** The schema of a diagnostic that stands where a record would. */
export const DIAGNOSTIC_SCHEMA = 'info:srw/schema/1/diagnostics-v1.1'

export function diagnosticXml(version: SruVersion, { number, details }: SruDiagnostic): string {
  const inner =
    textElement('uri', `info:srw/diagnostic/1/${number}`) +
    textElement('details', details?.slice(0, 500)) +
    textElement('message', MESSAGES[number] ?? 'General system error')
  return `<diagnostic xmlns="${namespaces(version).diagnostic}">${inner}</diagnostic>`
}

export const diagnosticsXml = (version: SruVersion, diagnostics: readonly SruDiagnostic[]): string =>
  element('diagnostics', diagnostics.map((one) => diagnosticXml(version, one)).join(''))

/** A record of an answer; `xml` is what it holds. */
export function recordXml(
  version: SruVersion,
  record: { schema: string; xml: string; isEscaped: boolean; position: number | null },
): string {
  const { schema, xml, isEscaped, position } = record
  const packing = isEscaped ? 'string' : 'xml'
  return element(
    'record',
    textElement('recordSchema', schema) +
      textElement(version === '2.0' ? 'recordXMLEscaping' : 'recordPacking', packing) +
      `<recordData>${isEscaped ? escapeXml(xml) : xml}</recordData>` +
      textElement('recordPosition', position),
  )
}
