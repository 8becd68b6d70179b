import type { Lang } from '#lib/language.ts'
import type { IconName } from './icon.tsx'

/** A door an area opens to its pages: in the public head, or on the staff's rail. */
export interface NavigationEntry {
  /** Our path without the language prefix. */
  to: string
  label: Readonly<Record<Lang, string>>
  /** `public` stands in the head of every page, `desk` on the rail of staff pages. */
  place: 'public' | 'desk'
  icon: IconName
  /** Heading on the rail under which the entry stands. */
  group?: Readonly<Record<Lang, string>>
  /** Shown to whoever holds one of these roles anywhere; without it, to everybody (`desk`: everybody signed in). */
  roles?: readonly string[]
  /** How many things wait behind the door for this person; nothing is shown for none. */
  waiting?: number
}
