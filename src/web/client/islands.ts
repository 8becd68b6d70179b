import { type ComponentType, createElement } from 'react'
import { hydrateRoot } from 'react-dom/client'
import type { Lang } from '#lib/language.ts'
import { plainRequest, RequestContext } from '#ui/request-context.tsx'

type IslandModule = Readonly<Record<string, ComponentType<object>>>

declare global {
  interface ImportMeta {
    glob(patterns: readonly string[]): Record<string, () => Promise<IslandModule>>
  }
}

// Vite turns this line into one small file for each island; a page fetches only those it shows.
const FILES = import.meta.glob(['/src/ui/islands/*.tsx', '/src/areas/*/islands/*.tsx'])

for (const element of document.querySelectorAll<HTMLElement>('[data-island]')) await hydrate(element)

/** Wakes one island: finds its file by name and its component by the same name in capitals. */
async function hydrate(element: HTMLElement): Promise<void> {
  const name = element.dataset.island ?? ''
  const path = Object.keys(FILES).find((file) => file.endsWith(`/islands/${name}.tsx`))
  const component = path && (await FILES[path]?.())?.[componentName(name)]
  if (!component) return
  const props = JSON.parse(element.dataset.props ?? '{}') as object
  const request = plainRequest(document.documentElement.lang as Lang)
  hydrateRoot(element, createElement(RequestContext, { value: request }, createElement(component, props)), {
    identifierPrefix: element.dataset.prefix ?? '',
  })
}

function componentName(name: string): string {
  return name.replace(/(^|-)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase())
}
