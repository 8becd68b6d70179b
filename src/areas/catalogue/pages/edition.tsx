import type { ReactNode } from 'react'
import type { Brief, SearchHit } from '#areas/catalogue/contract.ts'
import { useGroupingText } from '#areas/catalogue/pages/grouping/pieces.tsx'
import { Related } from '#areas/catalogue/pages/grouping/related.tsx'
import { Statements } from '#areas/catalogue/pages/grouping/statements.tsx'
import { CitedForMachines } from '#areas/catalogue/pages/parts/cited.tsx'
import { ExportLinks } from '#areas/catalogue/pages/parts/export-links.tsx'
import { FIRST_LIBRARIES, Holdings } from '#areas/catalogue/pages/parts/holdings.tsx'
import { hrefWith, inPath, type SearchAddress } from '#areas/catalogue/pages/parts/search-address.ts'
import { NearChoice } from '#areas/catalogue/pages/parts/search-tools.tsx'
import { inDigitsOf, scriptOf, usePublicWords, useWords, yearIn } from '#areas/catalogue/pages/parts/words.ts'
import { Similar } from '#areas/catalogue/pages/searching/similar.tsx'
import type { Places } from '#areas/catalogue/service/places.ts'
import type { Citation, EditionPage as Edition } from '#areas/catalogue/service/reading.ts'
import { formatNumber } from '#lib/calendar/format-number.ts'
import { withoutLeadingIsbd } from '#lib/marc/description/punctuation.ts'
import { Facts } from '#ui/data/table.tsx'
import { Code, Instant } from '#ui/data/values.tsx'
import { Link, LinkButton } from '#ui/link.tsx'
import { Badge, PageHead, Section } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'

/** One edition: what it is, who has it and how far, how to cite it, and the records it was made from. */
export function EditionPage({
  edition,
  citations,
  address,
  all,
  places,
  placeUnknown,
  similar,
}: {
  edition: Edition
  citations: readonly Citation[]
  /** The page's own address with the place chosen. */
  address: SearchAddress
  /** True when every library is to stand on the page. */
  all: boolean
  places: Places
  placeUnknown: boolean
  /** Titles to go on to. */
  similar: readonly SearchHit[]
}): ReactNode {
  const t = useWords()
  const lang = useLang()
  const { brief, holdings, near } = edition
  const copies = holdings.length < 2 ? t.copies : `${t.copies} (${formatNumber(holdings.length, lang)})`
  const nearTo = <NearChoice address={address} near={near} places={places} unknown={placeUnknown} />
  const allAt = !all && holdings.length > FIRST_LIBRARIES ? `${hrefWith(address, {}, [['all', '1']])}#copies` : null
  return (
    <article className="edition">
      <CitedForMachines
        cited={{
          kind: brief.kind,
          title: joined([brief.title, brief.part]),
          authors: brief.authors.map(({ name }) => name),
          publisher: brief.publisher,
          year: brief.year?.toString() ?? brief.yearText,
          isbn: brief.isbns[0] ?? null,
          issn: brief.issns[0] ?? null,
        }}
        id={edition.id}
      />
      <EditionHead brief={brief} />
      <a className="edition-to-copies screen-only" href="#copies">
        {copies}
      </a>
      <div className="split edition-first">
        <About edition={edition} />
        <Section id="copies" title={copies} more={nearTo}>
          <Holdings holdings={holdings} names={places.libraries} measured={near !== null} allAt={allAt} />
        </Section>
      </div>
      <div className="split split-end edition-parts">
        <div>
          <Statements statements={edition.statements} records={edition.composing} />
          <Related related={edition.related} />
          <Said edition={edition} />
        </div>
        <aside className="stack">
          <Citations citations={citations} id={edition.id} />
          <Sources edition={edition} allAt={all ? null : `${hrefWith(address, {}, [['all', '1']])}#sources`} />
        </aside>
      </div>
      <Similar hits={similar} />
    </article>
  )
}

function EditionHead({ brief }: { brief: Brief }): ReactNode {
  const t = useWords()
  const kinds: Readonly<Record<string, string>> = t.kinds
  return (
    <header className="edition-head">
      <PageHead
        trail={[{ label: t.catalogue, to: '/search' }]}
        kicker={<Badge>{kinds[brief.kind] ?? t.kinds.other}</Badge>}
        title={
          <>
            <bdi>{joined([brief.title, brief.part])}</bdi>
            {brief.subtitle && (
              <span className="edition-subtitle">
                <span className="unseen">: </span>
                <bdi>{brief.subtitle}</bdi>
              </span>
            )}
          </>
        }
      />
      {brief.titleAlternate && (
        <p className="edition-other" {...scriptOf(brief.titleAlternate)}>
          {brief.titleAlternate}
        </p>
      )}
      {brief.authors.length > 0 && <AuthorLinks authors={brief.authors} />}
    </header>
  )
}

function AuthorLinks({ authors }: { authors: Brief['authors'] }): ReactNode {
  const t = useWords()
  return (
    <ul className="edition-authors" aria-label={t.authors}>
      {authors.map(({ name, key, role, alternate }) => (
        <li key={`${key} ${role}`}>
          <Link to={`/authors/${inPath(key)}`}>
            <bdi>{name}</bdi>
          </Link>
          {role && <span className="quiet"> ({t.roles[role] ?? role})</span>}
          {alternate && (
            <small className="quiet" {...scriptOf(alternate)}>
              {alternate}
            </small>
          )}
        </li>
      ))}
    </ul>
  )
}

function About({ edition: { brief, classification } }: { edition: Edition }): ReactNode {
  const t = useWords()
  const p = usePublicWords()
  const lang = useLang()
  const comma = lang === 'fa' ? '، ' : ', '
  const codes = (values: readonly string[]) =>
    values.length > 0 && <SpacedList items={values.map((value) => [value, <Code key={value}>{value}</Code>])} />
  const words = (text: string | null) => text && <bdi>{inDigitsOf(lang, text)}</bdi>
  return (
    <Section title={p.about}>
      <Facts
        rows={[
          [t.responsibility, words(withoutLeadingIsbd(brief.responsibility))],
          [t.editionStatement, words(brief.edition)],
          [t.publication, words(joined([brief.place, brief.publisher, yearIn(lang, brief.yearText, brief.year)]))],
          [t.extent, words(brief.extent)],
          [
            t.series,
            brief.series.length > 0 && (
              <SpacedList items={brief.series.map((one) => [one, <bdi key={one}>{one}</bdi>])} />
            ),
          ],
          [t.languageLabel, brief.languages.map((code) => t.languages[code] ?? code).join(comma)],
          [t.isbn, codes(brief.isbns)],
          [t.issn, codes(brief.issns)],
          [t.classification, codes(classification)],
          [t.subjects, brief.subjects.length > 0 && <SubjectLinks subjects={brief.subjects} />],
        ]}
      />
    </Section>
  )
}

// The comma of the script the parts are written in.
function joined(parts: readonly (string | null)[]): string {
  const known = parts.filter((part) => part !== null && part !== '')
  return known.join(/\p{Script=Arabic}/u.test(known.join('')) ? '، ' : ', ')
}

function SpacedList({ items }: { items: readonly (readonly [string, ReactNode])[] }): ReactNode {
  return (
    <ul className="plain-list">
      {items.map(([key, item]) => (
        <li key={key}>{item}</li>
      ))}
    </ul>
  )
}

function SubjectLinks({ subjects }: { subjects: Brief['subjects'] }): ReactNode {
  return (
    <ul className="plain-list">
      {subjects.map(({ key, label }) => (
        <li key={key}>
          <Link to={`/subjects/${inPath(key)}`}>
            <bdi>{label}</bdi>
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** What the records say at length: summary, contents, notes, places on the web. */
function Said({ edition }: { edition: Edition }): ReactNode {
  const t = useWords()
  const long = [
    [t.summary, edition.summary === null ? [] : [edition.summary]],
    [t.contents, edition.contents],
    [t.notes, edition.notes],
  ] as const
  return (
    <>
      {long
        .filter(([, texts]) => texts.length > 0)
        .map(([title, texts]) => (
          <Section key={title} title={title}>
            {texts.map((text) => (
              <p key={text} dir="auto" className="said">
                {text}
              </p>
            ))}
          </Section>
        ))}
      {edition.urls.length > 0 && (
        <Section title={t.links}>
          <ul className="plain-list">
            {edition.urls.map(({ href, label }) => (
              <li key={href}>
                {isWeb(href) ? (
                  <a href={href} rel="nofollow noopener">
                    <bdi>{label ?? href}</bdi>
                  </a>
                ) : (
                  <bdi>{label ?? href}</bdi>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

// A record may say anything: only addresses of the web become links.
const isWeb = (href: string) => /^https?:\/\//i.test(href)

function Citations({ citations, id }: { citations: readonly Citation[]; id: string }): ReactNode {
  const t = useWords()
  return (
    <section className="card">
      <h2 className="card-title">{t.cite}</h2>
      {citations.map(({ style, parts }) => (
        <div key={style} className="citation">
          <h3>{t.citeStyles[style]}</h3>
          <p dir="auto">{parts.map(({ text, italic }) => (italic ? <cite key={text}>{text}</cite> : text))}</p>
        </div>
      ))}
      <ExportLinks to={(format) => `/search/export?id=${id}&format=${format}`} />
    </section>
  )
}

/** So many source records stand on the page before somebody asks for all. */
const FIRST_SOURCES = 12

function Sources({ edition, allAt }: { edition: Edition; allAt: string | null }): ReactNode {
  const t = useWords()
  const g = useGroupingText()
  const lang = useLang()
  const { records } = edition
  const shown = allAt === null ? records : records.slice(0, FIRST_SOURCES)
  return (
    <section className="card" id="sources">
      <h2 className="card-title">{t.sources}</h2>
      <p className="quiet">{t.sourcesLead}</p>
      <ul className="sources">
        {shown.map(({ row, library }) => (
          <li key={row.id}>
            <Link to={`/records/${row.id}`}>
              <bdi>{t.recordOf(library.name)}</bdi>
            </Link>
            <small className="quiet">
              {t.families[row.family]} · <Code>{row.controlNumber}</Code> · <Instant at={row.updatedAt} style="short" />
            </small>
          </li>
        ))}
      </ul>
      {allAt !== null && records.length > shown.length && (
        <LinkButton to={allAt} icon="down">
          {g.allSources(formatNumber(records.length, lang))}
        </LinkButton>
      )}
      {edition.isForStaff && <LinkButton to={`/staff/editions/${edition.id}`}>{g.groupDesk}</LinkButton>}
    </section>
  )
}
