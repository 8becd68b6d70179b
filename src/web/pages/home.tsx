import type { ReactNode } from 'react'
import type { SearchHit } from '#areas/catalogue/contract.ts'
import { HitList } from '#areas/catalogue/pages/parts/hit-list.tsx'
import type { MapPoint } from '#ui/chart/cluster.ts'
import { IranMap } from '#ui/chart/iran-map.tsx'
import { Figure } from '#ui/data/table.tsx'
import { Num } from '#ui/data/values.tsx'
import { SearchBox } from '#ui/form/search-box.tsx'
import { Link } from '#ui/link.tsx'
import { Mark, StarPattern } from '#ui/mark.tsx'
import { Cards, Section } from '#ui/page/pieces.tsx'
import { useRequest } from '#ui/request-context.tsx'
import { text } from '#web/text.en.ts'

/** A figure counted live, with the page that shows what it counts. */
export interface HomeFigure {
  label: string
  count: number
  to: string
}

/** The front page: the promise, one search box, what the house holds, and where it stands. */
export function HomePage({
  figures,
  points,
  newest,
}: {
  figures: readonly HomeFigure[]
  points: readonly MapPoint[]
  newest: readonly SearchHit[]
}): ReactNode {
  const t = text(useRequest().lang)
  return (
    <>
      <section className="hero">
        <StarPattern id="tile" />
        <Mark size={72} />
        <h1>{t.homeTitle}</h1>
        <p className="lead">{t.homeLead}</p>
        <SearchBox action="/search" size="large" id="home-search" suggest="/api/catalogue/suggest" />
      </section>
      {figures.length > 0 && (
        <Section title={t.homeFigures}>
          <Cards narrow>
            {figures.map((figure) => (
              <Figure key={figure.label} value={<Num n={figure.count} />} label={figure.label} to={figure.to} />
            ))}
          </Cards>
        </Section>
      )}
      {newest.length > 0 && (
        <Section title={t.homeNewest} more={<Link to="/new">{t.homeAllNew}</Link>}>
          <HitList hits={newest} level={3} />
        </Section>
      )}
      {points.length > 0 && (
        <Section title={t.homeMap}>
          <IranMap points={points} caption={t.homeMapCaption} />
        </Section>
      )}
    </>
  )
}
