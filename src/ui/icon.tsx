import type { ReactNode } from 'react'

/** The few signs the house uses, drawn as one stroke on a 24-unit square. */
export type IconName = keyof typeof SIGNS

/** Strokes are plain path data; a sign that points along the line of text is turned over in Persian (`MIRRORED`). */
const SIGNS = {
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13m4.8 11.3L20 20',
  menu: 'M4 7h16M4 12h16M4 17h16',
  forward: 'm9 6 6 6-6 6',
  back: 'm15 6-6 6 6 6',
  down: 'm6 9 6 6 6-6',
  close: 'm6 6 12 12M18 6 6 18',
  info: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18m0 8v5.5m0-9v.2',
  done: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18m-4 9.3 2.8 2.8L16 9.5',
  attention: 'M12 3.6 21.5 20h-19L12 3.6m0 6v5m0 2.6v.2',
  danger: 'M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3L8.3 3m3.7 4.5v5.8m0 3v.2',
  pin: 'M12 21c4.4-4.8 6.5-8.2 6.5-11a6.5 6.5 0 0 0-13 0c0 2.8 2.1 6.2 6.5 11m0-13.3a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8',
  book: 'M12 6.2C10 4.7 7.4 4.2 4 4.2v14.6c3.4 0 6 .5 8 2 2-1.5 4.6-2 8-2V4.2c-3.4 0-6 .5-8 2m0 0v14.6',
  library: 'M4 20h16M5.5 17V10m4.3 7v-7m4.4 7v-7m4.3 7v-7M3.5 7.5 12 3l8.5 4.5z',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8M4.5 20.5c.8-3.8 3.6-5.7 7.5-5.7s6.7 1.9 7.5 5.7',
  calendar: 'M4 6h16v14H4zM4 10.5h16M8.5 3.5V8m7-4.5V8',
  file: 'M6 3h8l5 5v13H6zM14 3v5h5',
  list: 'M9 7h11M9 12h11M9 17h11M4.5 7h.2m-.2 5h.2m-.2 5h.2',
  download: 'M12 4v11m0 0 4.5-4.5M12 15l-4.5-4.5M5 20h14',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8m0-5v2m0 14v2m9-9h-2M5 12H3m15.4-6.4L17 7M7 17l-1.4 1.4m12.8 0L17 17M7 7 5.6 5.6',
  moon: 'M20 14.2A8.3 8.3 0 0 1 9.8 4 8.3 8.3 0 1 0 20 14.2',
  half: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17m0 0v17M12 8h6.5M12 12h8.5M12 16h6.5',
  clock: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18m0 4.5V12l3.2 2',
  key: 'M8 11a4 4 0 1 1 0 8 4 4 0 0 1 0-8m2.8 1.2L19 4m-3 3 2.8 2.8M13.3 9.7l2 2',
} as const

const MIRRORED = new Set<IconName>(['forward', 'back', 'list'])

/** A small sign beside words. It is decoration: the words say it too, so readers of the screen skip it. */
export function Icon({ name }: { name: IconName }): ReactNode {
  const mirrored = MIRRORED.has(name) ? 'icon icon-mirrored' : 'icon'
  return (
    <svg className={mirrored} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SIGNS[name]} />
    </svg>
  )
}
