import type { ReactNode } from 'react'
import { KINDS, type Network, type Total } from '#areas/libraries/contract.ts'
import { nameIn } from '#lib/language.ts'
import { Bars } from '#ui/chart/bars.tsx'
import { IranMap } from '#ui/chart/iran-map.tsx'
import { Figure } from '#ui/data/table.tsx'
import { Num, useNumber } from '#ui/data/values.tsx'
import { LinkButton } from '#ui/link.tsx'
import { Card, Cards, EmptyState, PageHead, Section } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import type { Survey } from './directory.tsx'
import { TotalLines, TotalsTable } from './totals.tsx'
import { nameLang, useWords } from './words.ts'

/** The networks of the cooperation. */
export function NetworksPage({ networks }: { networks: readonly (Network & { count: number })[] }): ReactNode {
  const t = useWords()
  const lang = useLang()
  const number = useNumber()
  return (
    <>
      <PageHead title={t.networks} lead={t.networksLead} trail={[{ label: t.directory, to: '/libraries' }]} />
      {networks.length === 0 && <EmptyState title={t.noneYet} icon="library" />}
      <Cards>
        {networks.map((network) => (
          <Card
            key={network.code}
            to={`/networks/${encodeURIComponent(network.code)}`}
            title={<bdi lang={nameLang(network, lang)}>{nameIn(lang, network)}</bdi>}
          >
            <p>{t.found(number(network.count))}</p>
          </Card>
        ))}
      </Cards>
    </>
  )
}

/** A network: its libraries in the directory, and the figures it publishes about itself. */
export function NetworkPage({
  network,
  survey,
}: {
  network: Network & { totals: readonly Total[] }
  survey: Survey
}): ReactNode {
  const t = useWords()
  const lang = useLang()
  const inDirectory = survey.networks.find((one) => one.code === network.code)?.count ?? 0
  const list = `/libraries?network=${encodeURIComponent(network.code)}`
  const kinds = KINDS.map((kind) => ({
    label: t.kinds[kind],
    value: survey.kinds.get(kind) ?? 0,
    to: `${list}&kind=${kind}`,
  })).filter(({ value }) => value > 0)
  const points = survey.dots.map((dot) => ({
    label: nameIn(lang, dot),
    latitude: dot.lat,
    longitude: dot.lon,
    count: dot.count,
    to: `${list}&province=${dot.provinceCode}&county=${dot.code}`,
  }))
  return (
    <>
      <PageHead
        trail={[
          { label: t.directory, to: '/libraries' },
          { label: t.networks, to: '/networks' },
        ]}
        title={<bdi lang={nameLang(network, lang)}>{nameIn(lang, network)}</bdi>}
        actions={
          <LinkButton to={list} icon="list" kind="primary">
            {t.librariesOf}
          </LinkButton>
        }
      />
      <div className="stack">
        <Cards narrow>
          <Figure value={<Num n={inDirectory} />} label={t.inDirectory} to={list} />
          {latest(network.totals).map((total) => (
            <Figure
              key={total.measure}
              value={<Num n={total.value} />}
              label={t.published(t.measures[total.measure])}
            />
          ))}
        </Cards>
        {kinds.length > 1 && (
          <Section title={t.kind}>
            <Bars bars={kinds} caption={t.librariesByKind} />
          </Section>
        )}
        {network.totals.length > 0 && (
          <Section title={t.totals}>
            <TotalLines totals={network.totals} />
            <TotalsTable totals={network.totals} />
          </Section>
        )}
        {points.length > 0 && (
          <Section title={t.map}>
            <IranMap points={points} caption={t.mapOfCounties} />
          </Section>
        )}
      </div>
    </>
  )
}

// The newest figure of each of the measures that say most.
function latest(totals: readonly Total[]): Total[] {
  return (['libraries', 'members', 'copies'] as const).flatMap(
    (measure) => totals.find((total) => total.measure === measure) ?? [],
  )
}
