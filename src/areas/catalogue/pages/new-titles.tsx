import type { ReactNode } from 'react'
import type { SearchHit } from '#areas/catalogue/contract.ts'
import { HitList } from '#areas/catalogue/pages/parts/hit-list.tsx'
import { usePublicWords, useWords } from '#areas/catalogue/pages/parts/words.ts'
import { dayInTehran, formatDay } from '#lib/calendar/format-day.ts'
import { LinkButton } from '#ui/link.tsx'
import { type Crumb, EmptyState, PageHead, Section } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'

/** A title and when it came. */
export interface NewTitle {
  hit: SearchHit
  at: Date
}

/** The titles that came last, day by day: of the union, or of one library. */
export function NewTitlesPage({
  title,
  lead,
  trail,
  titles,
  feed,
}: {
  title: string
  lead: string
  trail: readonly Crumb[]
  titles: readonly NewTitle[]
  /** Our path of the same as an Atom feed. */
  feed: string
}): ReactNode {
  const t = useWords()
  const p = usePublicWords()
  const lang = useLang()
  const days = Map.groupBy(titles, ({ at }) => formatDay(dayInTehran(at), lang))
  return (
    <>
      <PageHead
        title={<bdi>{title}</bdi>}
        lead={lead}
        trail={trail}
        actions={<LinkButton to={feed}>{t.feed}</LinkButton>}
      />
      {titles.length === 0 ? (
        <EmptyState title={p.noNew}>{p.noNewHint}</EmptyState>
      ) : (
        [...days].map(([day, own]) => (
          <Section key={day} title={p.arrivedOn(day)}>
            <HitList hits={own.map(({ hit }) => hit)} level={3} />
          </Section>
        ))
      )}
    </>
  )
}
