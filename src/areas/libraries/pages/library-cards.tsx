import type { ReactNode } from 'react'
import { libraryPath } from '#areas/libraries/address.ts'
import type { LibraryEntry } from '#areas/libraries/contract.ts'
import { nameIn } from '#lib/language.ts'
import { Distance } from '#ui/data/values.tsx'
import { Icon } from '#ui/icon.tsx'
import { Link } from '#ui/link.tsx'
import { Badge } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'
import { nameLang, placeName, useWords } from './words.ts'

/** Libraries as a list: name, what it is, where it lies and how far, and what it offers. */
export function LibraryCards({ libraries }: { libraries: readonly LibraryEntry[] }): ReactNode {
  return (
    <ol className="entries">
      {libraries.map((library) => (
        <li key={library.id}>
          <Entry library={library} />
        </li>
      ))}
    </ol>
  )
}

function Entry({ library }: { library: LibraryEntry }): ReactNode {
  const t = useWords()
  const lang = useLang()
  const degree = library.degree === null ? [] : [t.degrees[library.degree]]
  const facts = [t.kinds[library.kind], ...degree, nameIn(lang, library.network)]
  return (
    <article>
      <h2 className="entry-title">
        <Link to={libraryPath(library)}>
          <bdi lang={nameLang(library, lang)}>{nameIn(lang, library)}</bdi>
        </Link>
        {!library.isOpen && <Badge tone="attention">{t.closed}</Badge>}
      </h2>
      <p className="entry-place">
        <Icon name="pin" />
        <bdi>{placeName(library, lang)}</bdi>
        {library.km !== null && (
          <span className="quiet">
            <Distance km={library.km} />
          </span>
        )}
      </p>
      <p className="entry-small">{facts.join(' · ')}</p>
      {library.services.length > 0 && (
        <p className="entry-small">
          {library.services.map((name) => t.serviceNames[name]).join(lang === 'fa' ? '، ' : ', ')}
        </p>
      )}
    </article>
  )
}
