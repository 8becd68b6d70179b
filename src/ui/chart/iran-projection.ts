/** The drawing's size. Iran reaches from 44° to 63.4° east and from 25° to 39.8° north. */
export const MAP_WIDTH = 720
export const MAP_HEIGHT = 652

const WEST = 43.6
const NORTH = 40.1
// Along the parallel of 32.5° a degree of longitude is this much of a degree of latitude: shapes stay true there.
const SQUEEZE = Math.cos((32.5 * Math.PI) / 180)
const UNITS = MAP_WIDTH / ((63.75 - WEST) * SQUEEZE)

/** Where a place lies on the drawing: x to the east and y to the south, one decimal. West stays west in both languages. */
export function onMap(latitude: number, longitude: number): [x: number, y: number] {
  return [round((longitude - WEST) * SQUEEZE * UNITS), round((NORTH - latitude) * UNITS)]
}

/** True for a place that the drawing shows. */
export function isOnMap(latitude: number, longitude: number): boolean {
  const [x, y] = onMap(latitude, longitude)
  return x >= 0 && x <= MAP_WIDTH && y >= 0 && y <= MAP_HEIGHT
}

function round(n: number): number {
  return Math.round(n * 10) / 10
}
