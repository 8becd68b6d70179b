/** The two languages of every sentence: Persian first, English complete beside it. */
export type Lang = 'fa' | 'en'

/** A name in the language of the page, Persian where there is no other. */
export function nameIn<N extends string | null>(
  lang: Lang,
  { name, nameEn }: { name: N; nameEn: string | null },
): N | string {
  return (lang === 'en' && nameEn) || name
}
