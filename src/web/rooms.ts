import type { Lang } from '#lib/language.ts'
import type { RefusalFacts } from '#lib/refusal.ts'
import type { Router } from '#platform/http.ts'
import type { NavigationEntry } from '#ui/navigation.ts'
import { text as webText } from './text.en.ts'

/** What an area hands to the front door. Adding an area is one entry in `ROOMS`. */
export interface Room {
  routes?: (app: Router) => void
  navigation?: readonly NavigationEntry[]
  /** The sentences of the area's refusals. */
  text: (lang: Lang) => { refusals: Readonly<Record<string, (facts: never) => string>> }
  /** The area's oRPC router (`api.ts`), mounted under `/api`. */
  api?: Readonly<Record<string, unknown>>
}

/** The areas that are open, in the order of `areas.ts`. */
export const ROOMS: readonly Room[] = []

/** The sentence of a refusal in a language, from the area that wrote it; null when nobody has one. */
export function refusalSentence(rooms: readonly Room[], lang: Lang, code: string, facts: RefusalFacts): string | null {
  for (const room of [...rooms, { text: webText }]) {
    const sentence = room.text(lang).refusals[code] as ((facts: RefusalFacts) => string) | undefined
    if (sentence) return sentence(facts)
  }
  return null
}
