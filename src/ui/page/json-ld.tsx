import type { ReactNode } from 'react'

const UNSAFE: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' }

/** JSON that may stand inside a `<script>`: whatever a record says, it can neither close it nor open another. */
function jsonForScript(value: object): string {
  return JSON.stringify(value)
    .replace(/[<>&]/g, (sign) => UNSAFE[sign] ?? '')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}

/** Facts for machines (schema.org) inside a page's `head`. Runs nothing, so the security policy allows it. */
export function JsonLd({ data }: { data: object }): ReactNode {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: `jsonForScript` leaves nothing that could end the element
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonForScript(data) }} />
}
