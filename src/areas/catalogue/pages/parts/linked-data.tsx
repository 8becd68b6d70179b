import type { ReactNode } from 'react'
import { jsonForScript } from '#areas/catalogue/rules/schema-org.ts'

/** Data for machines in the head of a page (JSON-LD): browsers do not run it. */
export function LinkedData({ data }: { data: object }): ReactNode {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: `jsonForScript` leaves nothing that could end the element
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonForScript(data) }} />
}
