import type { ReactNode } from 'react'
import { type Search, searchAddress, toggled } from '#areas/libraries/address.ts'
import { KINDS, type LibraryList, SERVICES } from '#areas/libraries/contract.ts'
import type { NearPlace, surveyDirectory } from '#areas/libraries/service.ts'
import { nameIn } from '#lib/language.ts'
import { Bars } from '#ui/chart/bars.tsx'
import { IranMap } from '#ui/chart/iran-map.tsx'
import { type Facet, Facets } from '#ui/data/facets.tsx'
import { Pagination } from '#ui/data/pagination.tsx'
import { useNumber } from '#ui/data/values.tsx'
import { TextField } from '#ui/form/field.tsx'
import { Form } from '#ui/form/form.tsx'
import { SearchBox } from '#ui/form/search-box.tsx'
import { Actions, Button, Link, LinkButton } from '#ui/link.tsx'
import { EmptyState, Notice, PageHead, Section } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { LibraryCards } from './library-cards.tsx'
import { useWords } from './words.ts'

export type Survey = Awaited<ReturnType<typeof surveyDirectory>>

interface Shown extends LibraryList {
  search: Search
  survey: Survey
  near: NearPlace | null
  nearError: string | null
  pageSize: number
}

/** The directory: words, filters and a city on one side; the libraries that answer and their map on the other. */
export function DirectoryPage(shown: Shown): ReactNode {
  const { search, total, libraries, survey, near } = shown
  const t = useWords()
  const number = useNumber()
  const to = (changes: Partial<Search>) => searchAddress('/libraries', search, changes)
  // Whoever has asked nothing yet would rather look; whoever searched wants the answers first.
  const isFront = searchAddress('/libraries', search) === '/libraries' && search.page === 1 && survey.dots.length > 0
  return (
    <>
      <PageHead title={t.directory} lead={t.directoryLead} actions={<DirectoryLinks />} />
      <div className="search-top">
        <SearchBox
          action="/libraries"
          value={search.q}
          label={t.searchLabel}
          placeholder={t.searchPlaceholder}
          id="library-search"
          keep={kept(search)}
        />
        {libraries.some((library) => library.isDemonstration) && <Notice tone="info">{t.demonstration}</Notice>}
      </div>
      <div className="stack">
        {isFront && <DirectoryMap search={search} survey={survey} />}
        <div className="split">
          <div className="stack">
            <NearForm {...shown} />
            <DirectoryFacets search={search} survey={survey} />
          </div>
          <div className="stack">
            <p role="status">
              <strong>{t.found(number(total))}</strong>
              {near && (
                <>
                  {' · '}
                  <NearWords near={near} />
                </>
              )}
            </p>
            {near && near.others.length > 0 && <NearOthers near={near} survey={survey} to={to} />}
            {total === 0 ? (
              <EmptyState
                title={t.nothingFound}
                icon="library"
                action={<LinkButton to="/libraries">{t.showAll}</LinkButton>}
              >
                {t.nothingFoundHint}
              </EmptyState>
            ) : (
              <LibraryCards libraries={libraries} />
            )}
            <Pagination page={search.page} pages={Math.ceil(total / shown.pageSize)} to={(page) => to({ page })} />
          </div>
        </div>
      </div>
      {!isFront && survey.dots.length > 0 && <DirectoryMap search={search} survey={survey} />}
    </>
  )
}

function DirectoryLinks(): ReactNode {
  const t = useWords()
  return (
    <>
      <LinkButton to="/provinces" icon="pin" kind="quiet">
        {t.provinces}
      </LinkButton>
      <LinkButton to="/networks" icon="library" kind="quiet">
        {t.networks}
      </LinkButton>
    </>
  )
}

// A new search keeps the place and a single chosen value of each filter; several values do not fit a hidden field each.
function kept(search: Search): Record<string, string> {
  const one = (['network', 'province', 'kind', 'service'] as const).flatMap((name) =>
    search[name].length === 1 ? [[name, search[name][0]!]] : [],
  )
  const rest = (['near', 'county'] as const).flatMap((name) => (search[name] ? [[name, search[name]]] : []))
  return Object.fromEntries([...one, ...rest])
}

function NearForm({ search, near, nearError }: Shown): ReactNode {
  const t = useWords()
  const lang = useLang()
  const { near: _near, ...others } = kept(search)
  const value = near?.name ? nameIn(lang, { name: near.name, nameEn: near.nameEn }) : (search.near ?? '')
  return (
    <Form action="/libraries" method="get" compact label={t.near} errors={{}} typed={{}}>
      {Object.entries({ ...others, ...(search.q ? { q: search.q } : {}) }).map(([name, hidden]) => (
        <input key={name} type="hidden" name={name} value={hidden} />
      ))}
      <TextField name="near" label={t.near} hint={t.nearHint} value={value} required />
      {nearError && (
        <p className="field-error" role="alert">
          {nearError}
        </p>
      )}
      <Actions>
        <Button kind="plain" small icon="pin">
          {t.nearShow}
        </Button>
        {search.near && (
          <LinkButton kind="quiet" small to={searchAddress('/libraries', search, { near: undefined })}>
            {t.anywhere}
          </LinkButton>
        )}
      </Actions>
    </Form>
  )
}

function NearWords({ near }: { near: NearPlace }): ReactNode {
  const t = useWords()
  const lang = useLang()
  const name = near.name === null ? t.nearPoint : nameIn(lang, { name: near.name, nameEn: near.nameEn })
  return <>{t.nearestTo(name)}</>
}

function NearOthers({
  near,
  survey,
  to,
}: {
  near: NearPlace
  survey: Survey
  to: (changes: Partial<Search>) => string
}): ReactNode {
  const t = useWords()
  const lang = useLang()
  const provinces = new Map(survey.provinces.map((province) => [province.code, nameIn(lang, province)]))
  return (
    <p className="quiet">
      {t.nearOthers}{' '}
      {near.others.map((city, i) => (
        <span key={city.code}>
          {i > 0 && (lang === 'fa' ? '، ' : ', ')}
          <Link to={to({ near: city.code })}>
            <bdi>{`${nameIn(lang, city)} (${provinces.get(city.provinceCode) ?? ''})`}</bdi>
          </Link>
        </span>
      ))}
    </p>
  )
}

function DirectoryFacets({ search, survey }: { search: Search; survey: Survey }): ReactNode {
  const t = useWords()
  const lang = useLang()
  const value = (name: 'network' | 'province' | 'kind' | 'service', code: string, label: string, count: number) => ({
    label,
    count,
    href: searchAddress('/libraries', search, toggled(search, name, code)),
    set: search[name].includes(code),
  })
  const some = (one: { count: number; set: boolean }) => one.count > 0 || one.set
  const facets: Facet[] = [
    {
      name: 'province',
      label: t.province,
      values: survey.provinces
        .map((one) => value('province', one.code, nameIn(lang, one), one.count))
        .filter(some)
        .sort((a, b) => Number(b.set) - Number(a.set)),
    },
    {
      name: 'county',
      label: t.county,
      values: survey.counties
        .map((one) => ({
          label: nameIn(lang, one),
          count: one.count,
          set: search.county === one.code,
          href: searchAddress('/libraries', search, { county: search.county === one.code ? undefined : one.code }),
        }))
        .filter(some)
        .sort((a, b) => Number(b.set) - Number(a.set)),
    },
    {
      name: 'kind',
      label: t.kind,
      values: KINDS.map((kind) => value('kind', kind, t.kinds[kind], survey.kinds.get(kind) ?? 0)).filter(some),
    },
    {
      name: 'network',
      label: t.network,
      values: survey.networks.map((one) => value('network', one.code, nameIn(lang, one), one.count)).filter(some),
    },
    {
      name: 'service',
      label: t.services,
      values: SERVICES.map((name) =>
        value('service', name, t.serviceNames[name], survey.services.get(name) ?? 0),
      ).filter(some),
    },
  ]
  const clear = searchAddress('/libraries', search, {
    network: [],
    province: [],
    kind: [],
    service: [],
    county: undefined,
  })
  return <Facets facets={facets} clear={clear} open={1} />
}

function DirectoryMap({ search, survey }: { search: Search; survey: Survey }): ReactNode {
  const t = useWords()
  const lang = useLang()
  const byCity = search.province.length > 0
  const points = survey.dots.map((dot) => ({
    label: nameIn(lang, dot),
    latitude: dot.lat,
    longitude: dot.lon,
    count: dot.count,
    to: byCity
      ? searchAddress('/libraries', search, { near: dot.code })
      : searchAddress('/libraries', search, { province: [dot.provinceCode], county: dot.code }),
  }))
  return (
    <Section title={t.map} id="map">
      <IranMap points={points} caption={byCity ? t.mapOfCities : t.mapOfCounties} />
    </Section>
  )
}

/** The provinces with how many libraries each has. */
export function ProvincesPage({ survey }: { survey: Survey }): ReactNode {
  const t = useWords()
  const lang = useLang()
  const bars = [...survey.provinces]
    .filter((province) => province.count > 0)
    .map((province) => ({
      label: nameIn(lang, province),
      value: province.count,
      to: `/libraries?province=${province.code}`,
    }))
  return (
    <>
      <PageHead title={t.provinces} lead={t.provincesLead} trail={[{ label: t.directory, to: '/libraries' }]} />
      {bars.length === 0 ? (
        <EmptyState title={t.noneYet} icon="library" />
      ) : (
        <Bars bars={bars} caption={t.librariesByProvince} />
      )}
    </>
  )
}
