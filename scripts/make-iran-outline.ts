// Draws Iran's outline out of Natural Earth (world-atlas, 1:50 m, public domain) into src/ui/chart/iran-outline.ts.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { onMap } from '#ui/chart/iran-projection.ts'

const IRAN = '364'
const require = createRequire(import.meta.url)
const world = JSON.parse(readFileSync(require.resolve('world-atlas/countries-50m.json'), 'utf8')) as Topology<{
  countries: GeometryCollection
}>
const iran = feature(world, world.objects.countries).features.find((country) => country.id === IRAN)
if (iran?.geometry.type !== 'MultiPolygon' && iran?.geometry.type !== 'Polygon') throw new Error('Iran has no outline')
const polygons = iran.geometry.type === 'Polygon' ? [iran.geometry.coordinates] : iran.geometry.coordinates
const path = polygons
  .flat()
  .map((ring) => `M${ring.map(([longitude = 0, latitude = 0]) => onMap(latitude, longitude).join(' ')).join('L')}Z`)
  .join('')
const lines = [
  '// Made by scripts/make-iran-outline.ts from Natural Earth (world-atlas). Do not edit.',
  '/** The land of Iran and its islands as SVG path data, in the units of `iran-projection.ts`. */',
  `export const IRAN_OUTLINE =\n  '${path}'`,
]
writeFileSync('src/ui/chart/iran-outline.ts', `${lines.join('\n')}\n`)
console.log(`${path.length} characters of outline`)
