import type { ReactNode } from 'react'
import type { Copy, Holding } from '#areas/catalogue/contract.ts'
import type { LibraryName } from '#areas/catalogue/service/places.ts'
import { formatNumber } from '#lib/calendar/format-number.ts'
import { nameIn } from '#lib/language.ts'
import { type Column, Table } from '#ui/data/table.tsx'
import { Code } from '#ui/data/values.tsx'
import { Link, LinkButton } from '#ui/link.tsx'
import { Badge, EmptyState } from '#ui/page/pieces.tsx'
import { type Tone, useLang } from '#ui/request-context.tsx'
import { NearDistance } from './near-distance.tsx'
import { inPath } from './search-address.ts'
import { usePublicWords, useWords } from './words.ts'

/** How many libraries stand on the page before somebody asks for all. */
export const FIRST_LIBRARIES = 10
const FIRST_COPIES = 4

/** The libraries that have an edition, and each one's copies: what it is called on the shelf and whether it is there. */
export function Holdings({
  holdings,
  names,
  measured,
  allAt,
}: {
  holdings: readonly Holding[]
  names: ReadonlyMap<string, LibraryName>
  /** True when distances from a place are known. */
  measured: boolean
  /** The address of the page with every library; null when they all stand here. */
  allAt: string | null
}): ReactNode {
  const t = useWords()
  const p = usePublicWords()
  const lang = useLang()
  if (holdings.length === 0) return <EmptyState title={p.noHolder} icon="library" />
  const shown = allAt === null ? holdings : holdings.slice(0, FIRST_LIBRARIES)
  const columns: Column<Holding>[] = [
    { heading: t.library, cell: ({ library }) => <HoldingLibrary library={library} name={names.get(library.id)} /> },
    ...(measured
      ? [{ heading: t.distance, cell: ({ km }: Holding) => (km === null ? '—' : <NearDistance km={km} />) }]
      : []),
    { heading: p.copiesHeading, cell: ({ copies }) => <Copies copies={copies} /> },
  ]
  return (
    <div className="stack">
      <Table caption={t.copies} captionHidden columns={columns} rows={shown} rowKey={({ library }) => library.id} />
      {allAt !== null && holdings.length > shown.length && (
        <LinkButton to={allAt} icon="down">
          {t.allLibraries(formatNumber(holdings.length, lang))}
        </LinkButton>
      )}
    </div>
  )
}

function HoldingLibrary({ library, name }: { library: Holding['library']; name: LibraryName | undefined }): ReactNode {
  const lang = useLang()
  const shown = name ? nameIn(lang, name) : library.name
  const place = name
    ? [name.city && nameIn(lang, name.city), nameIn(lang, name.network)]
    : [library.city, library.network]
  return (
    <>
      {name ? (
        <Link to={`/libraries/${inPath(name.networkCode)}/${inPath(name.code)}`}>
          <bdi>{shown}</bdi>
        </Link>
      ) : (
        <bdi>{shown}</bdi>
      )}
      <small className="holding-place">
        <bdi>{place.filter(Boolean).join(lang === 'fa' ? '، ' : ', ')}</bdi>
      </small>
    </>
  )
}

function Copies({ copies }: { copies: readonly Copy[] }): ReactNode {
  const t = useWords()
  const p = usePublicWords()
  const lang = useLang()
  if (copies.length === 0) return <span className="quiet">{t.noCopyDetail}</span>
  const first = copies.slice(0, FIRST_COPIES)
  const rest = copies.slice(FIRST_COPIES)
  return (
    <>
      <CopyList copies={first} />
      {rest.length > 0 && (
        <details>
          <summary>{p.moreCopies(formatNumber(rest.length, lang))}</summary>
          <CopyList copies={rest} />
        </details>
      )}
    </>
  )
}

const TONES: Readonly<Record<string, Tone>> = {
  available: 'done',
  'on-loan': 'attention',
  lost: 'danger',
  reference: 'info',
}

function CopyList({ copies }: { copies: readonly Copy[] }): ReactNode {
  const t = useWords()
  const statuses: Readonly<Record<string, string>> = t.statuses
  return (
    <ul className="copies">
      {copies.map((copy) => {
        const tone = TONES[copy.status]
        return (
          <li key={copy.id}>
            <Badge {...(tone ? { tone } : {})}>{statuses[copy.status] ?? t.statuses.unknown}</Badge>
            {copy.callNumber && (
              <span>
                <span className="unseen">{t.copyCall}: </span>
                <Code>{copy.callNumber}</Code>
              </span>
            )}
            {copy.volume && <bdi>{copy.volume}</bdi>}
            {copy.shelf && (
              <span className="quiet">
                <span className="unseen">{t.copyShelf}: </span>
                <bdi>{copy.shelf}</bdi>
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
