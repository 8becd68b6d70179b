import type { ReactNode } from 'react'
import { Icon } from '#ui/icon.tsx'
import { useHref, useRequest, useText } from '#ui/request-context.tsx'

/**
 * One box that searches: a form of its own that puts the words in the address.
 * With `suggest` (an API path that answers `?lang=&q=` by `{suggestions: [{text, kind, href}]}`) a small script completes.
 */
export function SearchBox({
  action,
  name = 'q',
  value = '',
  label,
  placeholder,
  suggest,
  size = 'normal',
  keep = {},
  id = 'search',
}: {
  action: string
  name?: string
  value?: string
  label?: string
  placeholder?: string
  suggest?: string
  size?: 'normal' | 'large' | 'small'
  /** Other parts of the address that a new search keeps. */
  keep?: Readonly<Record<string, string>>
  /** Must be unique when a page has several boxes. */
  id?: string
}): ReactNode {
  const t = useText()
  const href = useHref()
  const { scripts, lang } = useRequest()
  if (suggest) scripts.add('suggest')
  return (
    <search className={`search-box search-box-${size}`}>
      <form action={href(action)} method="get">
        {Object.entries(keep).map(([key, kept]) => (
          <input key={key} type="hidden" name={key} value={kept} />
        ))}
        <label htmlFor={id} className="unseen">
          {label ?? t.search}
        </label>
        <div
          className="search-box-field"
          data-suggest={suggest && `${suggest}?lang=${lang}&q=`}
          data-kinds={suggest && JSON.stringify(t.suggestionKinds)}
        >
          <Icon name="search" />
          <input
            id={id}
            type="search"
            name={name}
            defaultValue={value}
            placeholder={placeholder ?? t.searchPlaceholder}
            autoComplete="off"
            enterKeyHint="search"
            data-found={suggest && t.suggestionsFound}
          />
        </div>
        <button type="submit" className="button button-primary">
          {t.search}
        </button>
      </form>
    </search>
  )
}
