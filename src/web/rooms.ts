import type { AnyRouter } from '@orpc/server'
import type { Area } from '#areas/areas.ts'
import { router as catalogueApi } from '#areas/catalogue/api.ts'
import { routes as catalogueRoutes } from '#areas/catalogue/routes.ts'
import { text as catalogueText } from '#areas/catalogue/text.en.ts'
import { router as librariesApi } from '#areas/libraries/api.ts'
import { routes as librariesRoutes } from '#areas/libraries/routes.ts'
import { scopeDirectory } from '#areas/libraries/service/scopes.ts'
import { text as librariesText } from '#areas/libraries/text.en.ts'
import { router as peopleApi } from '#areas/people/api.ts'
import { routes as peopleRoutes } from '#areas/people/routes.ts'
import { text as peopleText } from '#areas/people/text.en.ts'
import type { Lang } from '#lib/language.ts'
import { text as recordText } from '#lib/marc/text.en.ts'
import type { RefusalFacts, Sentences } from '#lib/refusal.ts'
import type { Router } from '#platform/http.ts'

import { text as webText } from './text.en.ts'

/** What an area hands to the front door. Adding an area is one entry in `ROOMS`. */
export interface Room {
  area: Area
  routes?: (app: Router) => void
  /** The sentences of the area's refusals. */
  text: (lang: Lang) => { refusals: Sentences }
  /** The area's oRPC router (`api.ts`), mounted under `/api`. */
  api?: AnyRouter
}

/** The areas that are open, in the order of `areas.ts`. */
export const ROOMS: readonly Room[] = [
  { area: 'people', text: peopleText, routes: (app) => peopleRoutes(app, scopeDirectory), api: peopleApi },
  { area: 'libraries', text: librariesText, routes: librariesRoutes, api: librariesApi },
  { area: 'catalogue', text: catalogueText, routes: catalogueRoutes, api: catalogueApi },
]

// What stands below the areas refuses too: files, letters, the journal, MARC. Protocols tell their own at their own door.
const BELOW: readonly ((lang: Lang) => Sentences)[] = [
  (lang) => webText(lang).refusals,
  (lang) => recordText(lang).faults,
]

/** The sentence of a refusal in a language, from whoever wrote it; null when nobody has one. */
export function refusalSentence(rooms: readonly Room[], lang: Lang, code: string, facts: RefusalFacts): string | null {
  for (const sentences of [...rooms.map((room) => room.text(lang).refusals), ...BELOW.map((of) => of(lang))]) {
    const sentence = sentences[code] as ((facts: RefusalFacts) => string) | undefined
    if (sentence) return sentence(facts)
  }
  return null
}
