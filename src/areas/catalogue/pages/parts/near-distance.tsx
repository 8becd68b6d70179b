import type { ReactNode } from 'react'
import { formatDistance } from '#lib/calendar/format-number.ts'
import { useLang } from '#ui/request-context.tsx'
import { usePublicWords } from './words.ts'

// Many libraries are known by their city only: below this the figure would say more than is known.
const HERE_KM = 1

/** How far a library is: in kilometres, or «in this very city». */
export function NearDistance({ km }: { km: number }): ReactNode {
  const lang = useLang()
  const p = usePublicWords()
  return <span className="num">{km < HERE_KM ? p.here : formatDistance(km, lang)}</span>
}
