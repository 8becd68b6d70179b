import type { Brief } from '#areas/catalogue/contract.ts'

/** A title with its volume or part, so that the volumes of a set are told from one another. */
export function fullTitle({ title, part }: Pick<Brief, 'title' | 'part'>): string {
  if (part === null || part === '') return title
  return `${title}${/\p{Script=Arabic}/u.test(title + part) ? '، ' : ', '}${part}`
}
