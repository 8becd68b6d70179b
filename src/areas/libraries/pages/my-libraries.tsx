import type { ReactNode } from 'react'
import { type Search, searchAddress } from '#areas/libraries/address.ts'
import type { LibraryEntry, LibraryList, Network } from '#areas/libraries/contract.ts'
import { nameIn } from '#lib/language.ts'
import { Pagination } from '#ui/data/pagination.tsx'
import { Table } from '#ui/data/table.tsx'
import { Code, useNumber } from '#ui/data/values.tsx'
import { SearchBox } from '#ui/form/search-box.tsx'
import { Link, LinkButton } from '#ui/link.tsx'
import { Badge, EmptyState, PageHead, Section } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { nameLang, placeName, useWords } from './words.ts'

/** The libraries within one's scope: search, add, import, export. */
export function MyLibrariesPage({
  libraries,
  total,
  search,
  networks,
  pageSize,
}: LibraryList & { search: Search; networks: readonly Network[]; pageSize: number }): ReactNode {
  const t = useWords()
  const number = useNumber()
  const nothing = total === 0
  return (
    <>
      <PageHead
        title={t.staff.title}
        lead={t.staff.lead}
        actions={
          networks.length > 0 && (
            <>
              <LinkButton to="/staff/libraries/add" kind="primary">
                {t.staff.add}
              </LinkButton>
              <LinkButton to="/staff/libraries/import" icon="file">
                {t.files.title}
              </LinkButton>
            </>
          )
        }
      />
      <div className="stack">
        <SearchBox
          action="/staff/libraries"
          value={search.q}
          label={t.searchLabel}
          placeholder={t.searchPlaceholder}
          id="my-libraries"
          keep={search.closed ? { closed: 'true' } : {}}
        />
        <p>
          <strong role="status">{t.found(number(total))}</strong>
          {' · '}
          <Link to={searchAddress('/staff/libraries', search, { closed: !search.closed })}>
            {search.closed ? t.staff.withoutClosed : t.staff.withClosed}
          </Link>
        </p>
        {nothing ? (
          <EmptyState title={search.q ? t.nothingFound : t.staff.none} icon="library">
            {search.q ? t.nothingFoundHint : networks.length > 0 && t.staff.noneHint}
          </EmptyState>
        ) : (
          <LibrariesTable libraries={libraries} />
        )}
        <Pagination
          page={search.page}
          pages={Math.ceil(total / pageSize)}
          to={(page) => searchAddress('/staff/libraries', search, { page })}
        />
        {networks.length > 0 && <Exports networks={networks} />}
      </div>
    </>
  )
}

function LibrariesTable({ libraries }: { libraries: readonly LibraryEntry[] }): ReactNode {
  const t = useWords()
  const lang = useLang()
  return (
    <Table<LibraryEntry>
      caption={t.staff.title}
      captionHidden
      rows={libraries}
      rowKey={(library) => library.id}
      columns={[
        {
          heading: t.name,
          cell: (library) => (
            <Link to={`/staff/libraries/${library.id}`}>
              <bdi lang={nameLang(library, lang)}>{nameIn(lang, library)}</bdi>
            </Link>
          ),
        },
        { heading: t.code, cell: (library) => <Code>{library.code}</Code> },
        { heading: t.kind, cell: (library) => t.kinds[library.kind] },
        { heading: t.city, cell: (library) => <bdi>{placeName(library, lang)}</bdi> },
        {
          heading: t.staff.state,
          cell: (library) =>
            library.isOpen ? <Badge tone="done">{t.open}</Badge> : <Badge tone="attention">{t.closed}</Badge>,
        },
      ]}
    />
  )
}

function Exports({ networks }: { networks: readonly Network[] }): ReactNode {
  const t = useWords()
  const lang = useLang()
  return (
    <Section title={t.files.exports}>
      <ul>
        {networks.map((network) => (
          <li key={network.code}>
            <bdi lang={nameLang(network, lang)}>{nameIn(lang, network)}</bdi>
            {': '}
            {(['csv', 'xlsx'] as const).map((kind) => (
              <LinkButton
                key={kind}
                to={`/staff/libraries/export.${kind}?network=${encodeURIComponent(network.code)}`}
                kind="quiet"
                icon="download"
                small
              >
                {kind === 'csv' ? t.files.exportCsv : t.files.exportXlsx}
              </LinkButton>
            ))}
            <LinkButton to={`/staff/networks/${encodeURIComponent(network.code)}`} kind="quiet" small>
              {t.staff.networkTotals}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Section>
  )
}
