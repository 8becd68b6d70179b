import type { ReactNode } from 'react'
import { FACETS, type FacetValue, SORTS } from '#areas/catalogue/contract.ts'
import type { Places } from '#areas/catalogue/service/places.ts'
import type { NearPlace } from '#areas/libraries/service.ts'
import { nameIn } from '#lib/language.ts'
import { Icon } from '#ui/icon.tsx'
import { Link } from '#ui/link.tsx'
import { useHref, useLang, useText } from '#ui/request-context.tsx'
import { hrefToggling, hrefWith, keptFields, type SearchAddress, yearsOf } from './search-address.ts'
import { inDigitsOf, usePublicWords, useWords } from './words.ts'

/** The order of the results, as links: one is always the present one. */
export function SortChoice({ address, sort }: { address: SearchAddress; sort: string }): ReactNode {
  const t = useWords()
  const href = useHref()
  const offered = SORTS.filter(
    (one) => (one !== 'near' || address.set.near) && (one !== 'relevance' || address.set.q || sort === one),
  )
  return (
    <nav className="sorts" aria-label={t.sortBy}>
      <span aria-hidden="true" className="quiet">
        {t.sortBy}:
      </span>
      {offered.map((one) => (
        <a
          key={one}
          href={href(hrefWith(address, { sort: one === 'relevance' ? null : [one] }))}
          rel="nofollow"
          aria-current={one === sort ? 'true' : undefined}
        >
          {t.sorts[one]}
        </a>
      ))}
    </nav>
  )
}

/** The city that distances are measured from, typed in any spelling; the seats of the provinces are offered. */
export function NearChoice({ address, near, places, unknown }: NearProps): ReactNode {
  const t = useWords()
  const p = usePublicWords()
  const lang = useLang()
  const href = useHref()
  const typed = (near && nameIn(lang, near)) ?? address.set.near?.[0]
  return (
    <form className="near" action={href(address.path)} method="get">
      {keptFields(address, ['near']).map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <Icon name="pin" />
      <label htmlFor="near">{t.near}</label>
      <span className="near-field">
        <input
          id="near"
          name="near"
          className="input"
          type="text"
          list="seats"
          defaultValue={typed}
          placeholder={t.nearLabel}
          autoComplete="address-level2"
          aria-invalid={unknown || undefined}
          aria-describedby={unknown ? 'near-unknown' : undefined}
        />
        {near !== null && <ClearNear address={address} />}
      </span>
      <datalist id="seats">
        {places.seats.map((city) => (
          <option key={city.code} value={nameIn(lang, city)} />
        ))}
      </datalist>
      <button type="submit" className="button button-small">
        {t.apply}
      </button>
      {unknown && (
        <p className="field-error" id="near-unknown">
          <Icon name="danger" />
          {p.placeUnknown}
        </p>
      )}
      {near !== null && near.others.length > 0 && (
        <p className="near-others">
          {p.otherCities}{' '}
          {near.others.slice(0, 5).map((city) => (
            <a key={city.code} href={href(hrefWith(address, { near: [city.code] }))} rel="nofollow">
              <bdi>
                {[city, places.provinces.get(city.provinceCode)].flatMap((one) => one && nameIn(lang, one)).join('، ')}
              </bdi>
            </a>
          ))}
        </p>
      )}
    </form>
  )
}

function ClearNear({ address }: { address: SearchAddress }): ReactNode {
  const p = usePublicWords()
  const sort = address.set.sort?.[0] === 'near' ? { sort: null } : {}
  return (
    <a
      href={useHref()(hrefWith(address, { near: null, ...sort }))}
      rel="nofollow"
      className="near-clear"
      aria-label={p.noCity}
      title={p.noCity}
    >
      <Icon name="close" />
    </a>
  )
}

interface NearProps {
  address: SearchAddress
  near: NearPlace | null
  places: Places
  /** True when no city is called what the reader typed. */
  unknown: boolean
}

interface Chip {
  label: string
  href: string
}

/** Everything that narrows the results, each to be taken back with one press. */
export function ChosenFilters({
  address,
  facets,
  clear,
}: {
  address: SearchAddress
  facets: Readonly<Record<string, readonly FacetValue[]>>
  /** The address without any of them. */
  clear: string
}): ReactNode {
  const t = useWords()
  const u = useText()
  const p = usePublicWords()
  const lang = useLang()
  const { set } = address
  const chips: Chip[] = FACETS.flatMap((name) =>
    (set[name] ?? []).map((value) => ({
      label: facets[name]?.find((one) => one.value === value)?.label ?? value,
      href: hrefToggling(address, name, value),
    })),
  )
  const years = yearsOf(address)
  if (set.yearFrom && years.from !== undefined)
    chips.push({
      label: p.fromYear(inDigitsOf(lang, set.yearFrom[0] ?? '')),
      href: hrefWith(address, { yearFrom: null }),
    })
  if (set.yearTo && years.to !== undefined)
    chips.push({ label: p.toYear(inDigitsOf(lang, set.yearTo[0] ?? '')), href: hrefWith(address, { yearTo: null }) })
  if (chips.length === 0) return null
  return (
    <ul className="chips" aria-label={t.chosen}>
      {chips.map((chip) => (
        <li key={chip.href}>
          <Link to={chip.href} rel="nofollow" aria-label={u.removeFilter(chip.label)}>
            <bdi>{chip.label}</bdi>
            <Icon name="close" />
          </Link>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Link to={clear} className="chips-clear">
            {u.clearFilters}
          </Link>
        </li>
      )}
    </ul>
  )
}
