import type { MapPoint } from '#ui/chart/cluster.ts'
import type { Facet } from '#ui/data/facets.tsx'

/** Places for the style page's map: provinces' centres with invented counts. */
export const lookMap: readonly MapPoint[] = (
  [
    ['تهران', 35.69, 51.39, 412],
    ['مشهد', 36.3, 59.6, 356],
    ['اصفهان', 32.65, 51.67, 287],
    ['شیراز', 29.59, 52.58, 241],
    ['تبریز', 38.08, 46.29, 220],
    ['اهواز', 31.32, 48.67, 164],
    ['کرمان', 30.28, 57.08, 148],
    ['رشت', 37.28, 49.58, 173],
    ['ساری', 36.57, 53.06, 160],
    ['کرمانشاه', 34.31, 47.07, 121],
    ['یزد', 31.9, 54.36, 112],
    ['زاهدان', 29.5, 60.86, 84],
    ['بندرعباس', 27.18, 56.27, 76],
    ['بوشهر', 28.97, 50.84, 69],
    ['قم', 34.64, 50.88, 73],
    ['کرج', 35.84, 50.94, 81],
    ['ارومیه', 37.55, 45.07, 118],
    ['سنندج', 35.31, 46.99, 77],
    ['گرگان', 36.84, 54.44, 92],
    ['بجنورد', 37.47, 57.33, 58],
    ['بیرجند', 32.87, 59.22, 66],
    ['همدان', 34.8, 48.52, 97],
  ] as const
).map(([label, latitude, longitude, count]) => ({
  label,
  latitude,
  longitude,
  count,
  to: `/look?place=${encodeURIComponent(label)}`,
}))

/** Facets as a page of results shows them, one of them set. */
export const lookFacets: readonly Facet[] = [
  {
    name: 'province',
    label: 'استان',
    values: [
      { label: 'خراسان رضوی', count: 356, href: '/look', set: true },
      { label: 'تهران', count: 412, href: '/look?province=tehran' },
      { label: 'اصفهان', count: 287, href: '/look?province=isfahan' },
    ],
  },
  {
    name: 'language',
    label: 'زبان',
    values: [
      { label: 'فارسی', count: 18204, href: '/look?language=per' },
      { label: 'عربی', count: 6120, href: '/look?language=ara' },
      { label: 'English', count: 912, href: '/look?language=eng' },
    ],
  },
]
