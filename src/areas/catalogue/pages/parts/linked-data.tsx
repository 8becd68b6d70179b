import type { ReactNode } from 'react'

/** Data for machines in the head of a page (JSON-LD): browsers do not run it. */
export function LinkedData({ data }: { data: object }): ReactNode {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: `jsonForScript` leaves nothing that could end the element
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonForScript(data) }} />
}

const UNSAFE: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' }

/** JSON that may stand inside a `<script>`: whatever a record says, it can neither close it nor open another. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value)
    .replace(/[<>&]/g, (sign) => UNSAFE[sign] ?? '')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}
