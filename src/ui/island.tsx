import type { ComponentType, ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { plainRequest, RequestContext, useRequest } from './request-context.tsx'

/** What crosses from the server to the browser: plain JSON, never a function or a row of the database. */
export type IslandProps = Readonly<Record<string, string | number | boolean | null | readonly string[] | undefined>>

/** `DateField` lies in `islands/date-field.tsx`: the browser finds an island's file by its name. */
export function islandName(component: { name: string }): string {
  return component.name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()
}

/**
 * A part of a page that comes alive where there is script: drawn here as useful HTML, hydrated there by name.
 * `of` is the component an `islands/` file exports under its own name; it sees only the language of the request.
 */
export function Island<P extends IslandProps>({ of: Component, props }: { of: ComponentType<P>; props: P }): ReactNode {
  const { lang, scripts } = useRequest()
  const name = islandName(Component)
  const prefix = `${name}${scripts.size}-`
  scripts.add(`${name}#${scripts.size}`)
  const html = renderToString(
    <RequestContext value={plainRequest(lang)}>
      <Component {...props} />
    </RequestContext>,
    { identifierPrefix: prefix },
  )
  return (
    <div
      data-island={name}
      data-prefix={prefix}
      data-props={JSON.stringify(props)}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the island was drawn by React a line above
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}
