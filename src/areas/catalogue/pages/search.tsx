import type { ReactNode } from 'react'
import type { FacetName } from '#areas/catalogue/contract.ts'
import { ExportLinks } from '#areas/catalogue/pages/parts/export-links.tsx'
import { FacetList } from '#areas/catalogue/pages/parts/facet-list.tsx'
import { HitList } from '#areas/catalogue/pages/parts/hit-list.tsx'
import type { Mark } from '#areas/catalogue/pages/parts/marked.tsx'
import {
  hrefOfPage,
  hrefWith,
  keptFields,
  lastPage,
  PAGE_SIZE,
  type SearchAddress,
  yearsOf,
} from '#areas/catalogue/pages/parts/search-address.ts'
import { ChosenFilters, NearChoice, SortChoice } from '#areas/catalogue/pages/parts/search-tools.tsx'
import { usePublicWords, useWords } from '#areas/catalogue/pages/parts/words.ts'
import { DeepEnd, Wordings } from '#areas/catalogue/pages/searching/notices.tsx'
import { useSearchWords } from '#areas/catalogue/pages/searching/words.ts'
import type { Places } from '#areas/catalogue/service/places.ts'
import type { SearchOutcome } from '#areas/catalogue/service/search/searching.ts'
import { formatNumber } from '#lib/calendar/format-number.ts'
import { Pagination } from '#ui/data/pagination.tsx'
import { SearchBox } from '#ui/form/search-box.tsx'
import { Link, LinkButton } from '#ui/link.tsx'
import { type Crumb, EmptyState, Notice, PageHead } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'

/** The page a search stands on, when that is not the whole catalogue's: an author, a subject, a library. */
export interface SearchPlace {
  title: string
  lead?: ReactNode
  trail: readonly Crumb[]
  /** Where the new titles of this place stand, when it has some of its own. */
  newTitlesAt?: string
  boxLabel: string
  /** The facets this page itself stands for. */
  hidden: readonly FacetName[]
}

/** Results: the box, what narrows them, the editions found. */
export function SearchPage({
  address,
  answer,
  sort,
  places,
  feed,
  save,
  taken,
  building,
  placeUnknown,
  place,
  mark,
}: {
  address: SearchAddress
  answer: SearchOutcome
  sort: string
  places: Places
  /** The Atom feed of this search. */
  feed: string
  /** Where this search can be kept. */
  save: string
  /** Where these results are had as a file, the format wanting. */
  taken: string
  /** True while the index does not hold everything yet. */
  building: boolean
  placeUnknown: boolean
  place?: SearchPlace | undefined
  /** Where a text has the words of the search. */
  mark: Mark
}): ReactNode {
  const t = useWords()
  const p = usePublicWords()
  const w = useSearchWords()
  const [q = ''] = address.set.q ?? []
  return (
    <>
      {place && (
        <PageHead
          title={<bdi>{place.title}</bdi>}
          lead={place.lead}
          trail={place.trail}
          actions={place.newTitlesAt && <LinkButton to={place.newTitlesAt}>{t.newTitles}</LinkButton>}
        />
      )}
      <div className="search-top">
        <SearchBox
          action={address.path}
          value={q}
          size="large"
          label={place?.boxLabel ?? t.searchTitle}
          placeholder={place?.boxLabel ?? t.placeholder}
          suggest={place ? '' : '/api/catalogue/suggest'}
          keep={Object.fromEntries(keptFields(address, ['q', 'sort', 'asTyped']))}
        />
        {!place && (
          <p className="search-more">
            <Link to="/search/advanced">{w.advanced}</Link>
          </p>
        )}
        {!place && q === '' && <SearchHelp />}
      </div>
      <a className="unseen skip-results" href="#found">
        {p.skipToResults}
      </a>
      <div className="split results">
        <FacetList address={address} facets={answer.facets} hidden={place?.hidden ?? []} />
        <section aria-labelledby="found">
          <Found address={address} total={answer.total} isPart={place !== undefined} />
          <div className="results-tools screen-only">
            {answer.total > 1 && <SortChoice address={address} sort={sort} />}
            {!place?.hidden.includes('library') && (
              <NearChoice address={address} near={answer.near} places={places} unknown={placeUnknown} />
            )}
          </div>
          <ChosenFilters address={address} facets={answer.facets} clear={hrefWith(withoutFilters(address), {})} />
          <YearFault address={address} />
          <Wordings address={address} answer={answer} />
          <Loosened answer={answer} building={building} />
          {answer.hits.length === 0 ? (
            <NothingFound address={address} />
          ) : (
            <HitList
              hits={answer.hits}
              mark={mark}
              first={(address.page - 1) * PAGE_SIZE + 1}
              near={address.set.near?.[0]}
            />
          )}
          <DeepEnd address={address} total={answer.total} />
          <Pagination page={address.page} pages={lastPage(answer.total)} to={(page) => hrefOfPage(address, page)} />
          {answer.total > 0 && (
            <ExportLinks to={(format) => `${taken}${taken.includes('?') ? '&' : '?'}format=${format}`} />
          )}
          {answer.total > 0 && (
            <p className="results-feed screen-only">
              <a href={feed} type="application/atom+xml">
                {t.feed}
              </a>
              <Link to={save} rel="nofollow">
                {w.saved.save}
              </Link>
              {!place && <Link to="/new">{t.newTitles}</Link>}
            </p>
          )}
        </section>
      </div>
    </>
  )
}

function withoutFilters(address: SearchAddress): SearchAddress {
  const { q, near, sort } = address.set
  return { ...address, set: { ...(q && { q }), ...(near && { near }), ...(sort && { sort }) } }
}

function Found({ address, total, isPart }: { address: SearchAddress; total: number; isPart: boolean }): ReactNode {
  const lang = useLang()
  const t = useWords()
  const p = usePublicWords()
  const [q = ''] = address.set.q ?? []
  const n = formatNumber(total, lang)
  const words = total === 0 && q ? p.nothingFor(q) : q ? p.resultsFor(n, q) : isPart ? t.results(n) : p.resultsAll(n)
  const Heading = isPart ? 'h2' : 'h1'
  return (
    <Heading id="found" className="found" aria-live="polite" tabIndex={-1}>
      <bdi>{words}</bdi>
    </Heading>
  )
}

// On a narrow screen the fields lie in a closed sheet: what is wrong with them is said here too.
function YearFault({ address }: { address: SearchAddress }): ReactNode {
  const p = usePublicWords()
  const { fault } = yearsOf(address)
  if (fault === null) return null
  return (
    <div className="year-fault">
      <Notice tone="attention">{p.yearFaults[fault.reason]}</Notice>
    </div>
  )
}

function SearchHelp(): ReactNode {
  const t = useWords()
  return (
    <details className="search-help">
      <summary>{t.searchHelp}</summary>
      <ul>
        {t.searchHelpLines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  )
}

/** What was done to find something: words left out, words loosened, an index still filling. */
function Loosened({ answer, building }: { answer: SearchOutcome; building: boolean }): ReactNode {
  const t = useWords()
  return (
    <>
      {building && <Notice>{t.building}</Notice>}
      {answer.ignored.length > 0 && answer.total > 0 && answer.cqlFault === null && (
        <Notice tone="attention">{t.ignored(answer.ignored.map((word) => `«${word}»`).join(' '))}</Notice>
      )}
      {answer.relaxed === 'any' && answer.total > 0 && <Notice tone="attention">{t.relaxedAny}</Notice>}
    </>
  )
}

function NothingFound({ address }: { address: SearchAddress }): ReactNode {
  const t = useWords()
  const p = usePublicWords()
  const w = useSearchWords()
  const [q] = address.set.q ?? []
  const isNarrow = Object.keys(address.set).some((part) => part !== 'q' && part !== 'sort' && part !== 'near')
  return (
    <EmptyState
      title={t.nothingFound}
      icon="search"
      action={
        <>
          {isNarrow && q && (
            <LinkButton to={hrefWith({ ...address, set: { q: [q] } }, {})} kind="primary">
              {p.widen}
            </LinkButton>
          )}
          {address.path !== '/search' && q && (
            <Link to={hrefWith({ ...address, path: '/search', set: { q: [q] } }, {})}>{p.searchEverywhere}</Link>
          )}
          {address.path === '/search' && <Link to="/search/advanced">{w.advanced}</Link>}
        </>
      }
    >
      <p>{t.nothingFoundHint}</p>
    </EmptyState>
  )
}
