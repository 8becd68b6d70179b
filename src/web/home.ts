import { createElement } from 'react'
import { type SearchHit, SearchInput } from '#areas/catalogue/contract.ts'
import { listNewTitles } from '#areas/catalogue/service/reading.ts'
import { hitOf, searchCatalogue } from '#areas/catalogue/service/search/searching.ts'
import { directoryQuery, surveyDirectory } from '#areas/libraries/service.ts'
import { ANONYMOUS } from '#areas/people/contract.ts'
import type { Lang } from '#lib/language.ts'
import type { Router } from '#platform/http.ts'
import type { Platform } from '#platform/platform.ts'
import type { MapPoint } from '#ui/chart/cluster.ts'
import { type HomeFigure, HomePage } from '#web/pages/home.tsx'
import { text } from './text.en.ts'

/** What the front page counts, and the places of its map. */
interface Glance {
  figures: HomeFigure[]
  points: MapPoint[]
  /** The titles that came last. */
  newest: SearchHit[]
}

const A_MINUTE = 60_000
const NEWEST = 6

/** The front page. What it counts is counted again every minute, not for every reader. */
export function homeRoutes(app: Router): void {
  const kept = new Map<Lang, { until: number; glance: Promise<Glance> }>()
  app.get('/', async (c) => {
    const [platform, lang] = [c.get('platform'), c.get('lang')]
    const now = platform.clock().getTime()
    let known = kept.get(lang)
    if (!known || known.until < now) {
      const glance = takeGlance(platform, lang).catch((error: unknown) => {
        c.get('log').error('the front page could not count', { error })
        kept.delete(lang)
        return { figures: [], points: [], newest: [] }
      })
      known = { until: now + A_MINUTE, glance }
      kept.set(lang, known)
    }
    return c.render(createElement(HomePage, await known.glance), { title: text(lang).homeTitle })
  })
}

async function takeGlance(platform: Platform, lang: Lang): Promise<Glance> {
  const t = text(lang).counted
  const [survey, titles, newest] = await Promise.all([
    surveyDirectory(platform, ANONYMOUS, directoryQuery()),
    // The index may still be building: the libraries are shown meanwhile.
    searchCatalogue(platform, ANONYMOUS, SearchInput.parse({ limit: 1 }), lang).catch(() => ({ total: 0 })),
    listNewTitles(platform, ANONYMOUS, { limit: NEWEST }),
  ])
  const libraries = survey.networks.reduce((sum, network) => sum + network.count, 0)
  const provinces = survey.provinces.filter((province) => province.count > 0).length
  return {
    figures: [
      { label: t.titles, count: titles.total, to: '/search' },
      { label: t.libraries, count: libraries, to: '/libraries' },
      { label: t.networks, count: survey.networks.length, to: '/libraries' },
      { label: t.provinces, count: provinces, to: '/libraries' },
    ].filter((figure) => figure.count > 0),
    points: provincePoints(survey, lang),
    newest: newest.map((edition) => hitOf(edition, null)),
  }
}

// One dot a province: the libraries' middle. Cities stand on the directory's own map.
function provincePoints({ provinces, dots }: Awaited<ReturnType<typeof surveyDirectory>>, lang: Lang): MapPoint[] {
  return provinces.flatMap(({ code, name, nameEn }) => {
    const own = dots.filter((dot) => dot.provinceCode === code)
    const count = own.reduce((sum, dot) => sum + Number(dot.count), 0)
    if (count === 0) return []
    const middle = (of: (dot: (typeof dots)[number]) => number) =>
      own.reduce((sum, dot) => sum + of(dot) * Number(dot.count), 0) / count
    return [
      {
        label: lang === 'fa' ? name : nameEn,
        latitude: middle((dot) => Number(dot.lat)),
        longitude: middle((dot) => Number(dot.lon)),
        count,
        to: `/libraries?province=${encodeURIComponent(code)}`,
      },
    ]
  })
}
