import type { ReactNode } from 'react'
import { usePublicWords } from '#areas/catalogue/pages/parts/words.ts'
import { useHref } from '#ui/request-context.tsx'

const NAMES = {
  csv: 'CSV',
  xlsx: 'Excel',
  bibtex: 'BibTeX',
  ris: 'RIS',
  marcxml: 'MARCXML',
  mods: 'MODS',
  dc: 'Dublin Core',
} as const

/** The forms in which a title or a list of titles is taken away, as links; `to` gives the address of each. */
export function ExportLinks({ to }: { to: (format: keyof typeof NAMES) => string }): ReactNode {
  const t = usePublicWords()
  const href = useHref()
  return (
    <p className="export-links screen-only">
      <span className="quiet">{t.takeAway}</span>
      {Object.entries(NAMES).map(([format, name]) => (
        <a key={format} href={href(to(format as keyof typeof NAMES))} rel="nofollow" download>
          <bdi>{name}</bdi>
        </a>
      ))}
    </p>
  )
}
