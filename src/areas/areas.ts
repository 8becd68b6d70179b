/**
 * The rooms of the house in their order: an area uses only areas before it, and only through their `service.ts` and
 * `contract.ts`. `scripts/check-imports.ts` reads this list; the demonstration is told and the navigation shown in it.
 */
export const AREAS = [
  'people',
  'libraries',
  'catalogue',
  'membership',
  'circulation',
  'shelves',
  'collections',
  'donations',
  'manuscripts',
  'custody',
  'restoration',
  'digitisation',
  'reading',
  'campaigns',
  'training',
  'volunteers',
  'events',
  'governance',
  'news',
] as const

export type Area = (typeof AREAS)[number]
