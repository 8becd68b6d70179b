import type { ReactNode } from 'react'
import type { SearchHit } from '#areas/catalogue/contract.ts'
import { formatNumber } from '#lib/calendar/format-number.ts'
import { fold } from '#lib/persian/fold.ts'
import { Icon } from '#ui/icon.tsx'
import { useHref, useLang } from '#ui/request-context.tsx'
import { CitedForMachines } from './cited.tsx'
import { type Mark, Marked } from './marked.tsx'
import { NearDistance } from './near-distance.tsx'
import { inPath } from './search-address.ts'
import { scriptOf, usePublicWords, useWords, yearIn } from './words.ts'

/** Found editions as cards, in their order. */
export function HitList({
  hits,
  mark,
  first = 1,
  near,
  level = 2,
}: {
  hits: readonly SearchHit[]
  /** Where a text has the words that were searched. */
  mark?: Mark | undefined
  /** The number of the first card among all results. */
  first?: number
  /** The place distances are measured from; it goes along to the edition's page. */
  near?: string | undefined
  /** The level of the titles' headings. */
  level?: 2 | 3
}): ReactNode {
  const along = near === undefined ? '' : `?near=${encodeURIComponent(near)}`
  return (
    <ol className="hits" start={first}>
      {hits.map((hit) => (
        <Hit key={hit.id} hit={hit} mark={mark} along={along} level={level} />
      ))}
    </ol>
  )
}

function Hit({
  hit,
  mark,
  along,
  level,
}: {
  hit: SearchHit
  mark: Mark | undefined
  along: string
  level: 2 | 3
}): ReactNode {
  const href = useHref()
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <li className="hit">
      <Heading className="hit-title">
        <a href={href(`/editions/${hit.id}${along}`)}>
          <Marked text={hit.title} mark={mark} />
        </a>
        {hit.subtitle && (
          <span className="hit-subtitle">
            <Marked text={hit.subtitle} mark={mark} />
          </span>
        )}
      </Heading>
      {hit.titleAlternate && (
        <p className="hit-other" {...scriptOf(hit.titleAlternate)}>
          <Marked text={hit.titleAlternate} mark={mark} />
        </p>
      )}
      {hit.authors.length > 0 && <Authors names={hit.authors} mark={mark} />}
      <HitFacts hit={hit} />
      <CitedForMachines
        cited={{ ...hit, year: hit.yearGregorian?.toString() ?? hit.year, isbn: null, issn: null }}
        id={hit.id}
      />
    </li>
  )
}

function Authors({ names, mark }: { names: readonly string[]; mark: Mark | undefined }): ReactNode {
  const href = useHref()
  return (
    <p className="hit-authors">
      {names.map((name) => (
        <a key={name} href={href(`/authors/${inPath(fold(name))}`)}>
          <Marked text={name} mark={mark} />
        </a>
      ))}
    </p>
  )
}

function HitFacts({ hit }: { hit: SearchHit }): ReactNode {
  const lang = useLang()
  const t = useWords()
  const p = usePublicWords()
  const kinds: Readonly<Record<string, string>> = t.kinds
  const libraries = hit.libraries === 1 ? t.inOneLibrary : t.inLibraries(formatNumber(hit.libraries, lang))
  return (
    <ul className="hit-facts">
      <li className="badge">{kinds[hit.kind] ?? t.kinds.other}</li>
      {hit.publisher && (
        <li>
          <bdi>{hit.publisher}</bdi>
        </li>
      )}
      {hit.year && (
        <li>
          <bdi>{yearIn(lang, hit.year, hit.yearGregorian)}</bdi>
        </li>
      )}
      <li className="hit-held">{libraries}</li>
      {hit.nearest && (
        <li className="hit-near">
          <Icon name="pin" />
          {p.nearest}: <bdi>{hit.nearest.name}</bdi> <NearDistance km={hit.nearest.km} />
        </li>
      )}
    </ul>
  )
}
