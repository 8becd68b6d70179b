import type { ReactNode } from 'react'

/**
 * The mark: a shamseh of two squares woven through each other, one turquoise and one lapis. Each side of the first
 * passes over the second on one half and under it on the other, so neither square lies on top: that is the bond.
 */
export function Mark({ size = 36 }: { size?: number }): ReactNode {
  const first = corners(0)
  const second = corners(45)
  return (
    <svg className="mark" width={size} height={size} viewBox="-50 -50 100 100" aria-hidden="true" focusable="false">
      <path className="mark-first" d={`M${first.join('L')}Z`} />
      <path className="mark-second" d={`M${second.join('L')}Z`} />
      <path className="mark-first" d={first.map((corner, i) => `M${corner}L${middle(first, i)}`).join('')} />
      <circle className="mark-heart" r="7" />
    </svg>
  )
}

/** One tile of the star-and-cross pattern: an eight-pointed star whose neighbours leave crosses between them. */
export function StarPattern({ id }: { id: string }): ReactNode {
  return (
    <svg className="star-pattern" aria-hidden="true" focusable="false">
      <defs>
        <pattern id={id} width="96" height="96" patternUnits="userSpaceOnUse">
          <path d={`M${star(48, 48, 48).join('L')}Z`} />
          <path d={`M${star(48, 48, 26).join('L')}Z`} />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  )
}

/** The sixteen corners of an eight-pointed star {8/2}; its inner corners lie at cos 45° / cos 22.5° of the radius. */
export function star(x: number, y: number, radius: number): string[] {
  const inner = (radius * Math.cos(Math.PI / 4)) / Math.cos(Math.PI / 8)
  return Array.from({ length: 16 }, (_, i) => point(x, y, i % 2 === 0 ? radius : inner, i * 22.5))
}

function corners(turn: number): string[] {
  return [0, 90, 180, 270].map((angle) => point(0, 0, 45, angle + turn + 45))
}

function middle(square: string[], i: number): string {
  const [x1 = 0, y1 = 0] = (square[i] ?? '').split(' ').map(Number)
  const [x2 = 0, y2 = 0] = (square[(i + 1) % 4] ?? '').split(' ').map(Number)
  return `${round((x1 + x2) / 2)} ${round((y1 + y2) / 2)}`
}

function point(x: number, y: number, radius: number, degrees: number): string {
  const angle = (degrees * Math.PI) / 180
  return `${round(x + radius * Math.cos(angle))} ${round(y + radius * Math.sin(angle))}`
}

function round(n: number): number {
  return Math.round(n * 100) / 100
}
