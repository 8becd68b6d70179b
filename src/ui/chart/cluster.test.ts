import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { clusterPoints } from './cluster.ts'
import { MAP_HEIGHT, MAP_WIDTH, onMap } from './iran-projection.ts'

const TEHRAN = { label: 'تهران', latitude: 35.69, longitude: 51.39, count: 400 }
const KARAJ = { label: 'کرج', latitude: 35.84, longitude: 50.94, count: 80 }
const MASHHAD = { label: 'مشهد', latitude: 36.3, longitude: 59.6, count: 350 }

test('places too near to be told apart are one dot named after the largest, with the sum of both', () => {
  const dots = clusterPoints([KARAJ, MASHHAD, TEHRAN])
  assert.deepEqual(
    dots.map(({ label, count, points }) => ({ label, count, points })),
    [
      { label: 'تهران', count: 480, points: 2 },
      { label: 'مشهد', count: 350, points: 1 },
    ],
  )
})

test('east stays right of west, and north above south, in both languages', () => {
  const [tehranX, tehranY] = onMap(TEHRAN.latitude, TEHRAN.longitude)
  const [mashhadX, mashhadY] = onMap(MASHHAD.latitude, MASHHAD.longitude)
  assert.ok(mashhadX > tehranX)
  assert.ok(mashhadY < tehranY)
})

test('a place outside the drawing is left out', () => {
  assert.deepEqual(clusterPoints([{ label: 'Paris', latitude: 48.85, longitude: 2.35, count: 9 }]), [])
})

test('whatever is given, nothing on the map is lost and every dot lies on the drawing', () => {
  const point = fc.record({
    label: fc.string({ maxLength: 12 }),
    latitude: fc.double({ min: 25.5, max: 39.5, noNaN: true }),
    longitude: fc.double({ min: 44.2, max: 63.2, noNaN: true }),
    count: fc.nat(5000),
  })
  fc.assert(
    fc.property(fc.array(point, { maxLength: 80 }), (points) => {
      const dots = clusterPoints(points)
      const sum = (list: readonly { count: number }[]) => list.reduce((total, { count }) => total + count, 0)
      assert.equal(sum(dots), sum(points))
      for (const { x, y } of dots) assert.ok(x >= 0 && x <= MAP_WIDTH && y >= 0 && y <= MAP_HEIGHT)
    }),
  )
})
