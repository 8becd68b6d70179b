import type { ReactNode } from 'react'
import { inDigitsOf } from '#areas/catalogue/pages/parts/words.ts'
import type { RelatedEdition, RelatedEditions } from '#areas/catalogue/service/grouping/works.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { formatNumber } from '#lib/calendar/format-number.ts'
import { Link } from '#ui/link.tsx'
import { Section } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { useGroupingText } from './pieces.tsx'

/** Other volumes, copies on line and other editions of the same work, each kind under its own heading. */
export function Related({ related }: { related: RelatedEditions }): ReactNode {
  const t = useGroupingText()
  const lang = useLang()
  if (related.workId === null || related.groups.length === 0) return null
  return (
    <>
      {related.groups.map(({ relation, editions }, at) => (
        <Section
          key={relation}
          title={t.relations[relation]}
          more={at === 0 && <Link to={`/works/${related.workId}`}>{t.seeWork(formatNumber(related.count, lang))}</Link>}
        >
          <EditionList editions={editions} isVolumes={relation === 'volume'} />
        </Section>
      ))}
    </>
  )
}

/** Editions of one work as a list: what tells them apart, and how many libraries hold each. */
export function EditionList({
  editions,
  isVolumes = false,
}: {
  editions: readonly RelatedEdition[]
  isVolumes?: boolean
}): ReactNode {
  const t = useGroupingText()
  const lang = useLang()
  const words = text(lang)
  const comma = lang === 'fa' ? '، ' : ', '
  return (
    <ul className="related">
      {editions.map((one) => {
        const name = isVolumes ? (one.part ?? t.wholeSet) : one.title
        const facts = [one.edition, one.publisher, one.year].filter((fact) => fact !== null && fact !== '')
        return (
          <li key={one.id}>
            <Link to={`/editions/${one.id}`}>
              <bdi>{inDigitsOf(lang, name)}</bdi>
            </Link>
            <small className="quiet">
              {facts.map((fact) => (
                <span key={fact}>
                  <bdi>{inDigitsOf(lang, fact ?? '')}</bdi>
                  {comma}
                </span>
              ))}
              {one.libraries === 1 ? words.inOneLibrary : words.inLibraries(formatNumber(one.libraries, lang))}
            </small>
          </li>
        )
      })}
    </ul>
  )
}
