import type { ReactNode } from 'react'
import { inPath } from '#areas/catalogue/pages/parts/search-address.ts'
import { useWords } from '#areas/catalogue/pages/parts/words.ts'
import type { WorkPage as Work } from '#areas/catalogue/service/grouping/works.ts'
import { formatNumber } from '#lib/calendar/format-number.ts'
import { Link } from '#ui/link.tsx'
import { Badge, PageHead, Section } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { useGroupingText } from './pieces.tsx'
import { EditionList } from './related.tsx'

/** A work with its editions, volume by volume and year by year. */
export function WorkPage({ work }: { work: Work }): ReactNode {
  const t = useGroupingText()
  const words = useWords()
  const lang = useLang()
  return (
    <article className="edition">
      <PageHead
        trail={[{ label: words.catalogue, to: '/search' }]}
        kicker={<Badge>{t.work}</Badge>}
        title={<bdi>{work.title}</bdi>}
        lead={
          <>
            {work.author && (
              <>
                <Link to={`/authors/${inPath(work.author.key)}`}>
                  <bdi>{work.author.name}</bdi>
                </Link>
                {'. '}
              </>
            )}
            {t.workLead(formatNumber(work.editions.length, lang))}
          </>
        }
      />
      <Section title={t.workEditions}>
        <EditionList editions={work.editions} />
        {work.hasMore && <p className="quiet">{t.workMore}</p>}
      </Section>
    </article>
  )
}
