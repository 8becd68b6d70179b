import type { ReactNode } from 'react'
import type { SearchHit } from '#areas/catalogue/contract.ts'
import { HitList } from '#areas/catalogue/pages/parts/hit-list.tsx'
import { Section } from '#ui/page/pieces.tsx'
import { useSearchWords } from './words.ts'

/** Titles to go on to from an edition's page; nothing where there are none. */
export function Similar({ hits }: { hits: readonly SearchHit[] }): ReactNode {
  const w = useSearchWords()
  if (hits.length === 0) return null
  return (
    <Section title={w.similar}>
      <p className="quiet">{w.similarLead}</p>
      <HitList hits={hits} level={3} />
    </Section>
  )
}
