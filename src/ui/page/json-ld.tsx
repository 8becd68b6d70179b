import type { ReactNode } from 'react'

/** Facts for machines (schema.org) inside a page's `head`. Runs nothing, so the security policy allows it. */
export function JsonLd({ data }: { data: object }): ReactNode {
  // `<` is written as an escape, so that no title can end the element.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every `<` escaped
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}
