import type { ReactNode } from 'react'
import { hitOf } from '#areas/catalogue/service/searching.ts'
import type { EditionRow } from '#areas/catalogue/store/editions.ts'
import { dayInTehran, formatDay } from '#lib/calendar/format-day.ts'
import { LinkButton } from '#ui/link.tsx'
import { type Crumb, EmptyState, PageHead, Section } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { HitList } from './parts/hit-list.tsx'
import { usePublicWords, useWords } from './parts/words.ts'

/** The titles that came last, day by day: of the union, or of one library. */
export function NewTitlesPage({
  title,
  lead,
  trail,
  editions,
  feed,
}: {
  title: string
  lead: string
  trail: readonly Crumb[]
  editions: readonly EditionRow[]
  /** Our path of the same as an Atom feed. */
  feed: string
}): ReactNode {
  const t = useWords()
  const p = usePublicWords()
  const lang = useLang()
  const days = Map.groupBy(editions, (edition) => formatDay(dayInTehran(edition.createdAt), lang))
  return (
    <>
      <PageHead
        title={<bdi>{title}</bdi>}
        lead={lead}
        trail={trail}
        actions={<LinkButton to={feed}>{t.feed}</LinkButton>}
      />
      {editions.length === 0 ? (
        <EmptyState title={p.noNew}>{p.noNewHint}</EmptyState>
      ) : (
        [...days].map(([day, own]) => (
          <Section key={day} title={p.arrivedOn(day)}>
            <HitList hits={own.map((edition) => hitOf(edition, null))} level={3} />
          </Section>
        ))
      )}
    </>
  )
}
