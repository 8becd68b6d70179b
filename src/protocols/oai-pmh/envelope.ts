import { escapeXml } from '#lib/marc/marcxml/write.ts'
import { type OaiError, writeMoment } from './request.ts'

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
`

/** What an answer says about its request. */
export interface Asked {
  baseUrl: string
  /** Attributes of the request, those the schema allows. */
  echo: Readonly<Record<string, string>>
}

/** A whole answer around its content, which is XML already. */
export function envelope({ baseUrl, echo }: Asked, at: Date, content: string): string {
  const attributes = Object.entries(echo).map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
  return `${HEAD}<responseDate>${writeMoment(at)}</responseDate>
<request${attributes.join('')}>${escapeXml(baseUrl)}</request>
${content}</OAI-PMH>
`
}

/** The errors of a request as the content of an answer. */
export function errorsXml(errors: readonly OaiError[]): string {
  return errors.map(({ code, message }) => `<error code="${code}">${escapeXml(message)}</error>\n`).join('')
}
