/** The two languages of every sentence: Persian first, English complete beside it. */
export type Lang = 'fa' | 'en'

/** The languages in the order they are offered. */
export const LANGS: readonly Lang[] = ['fa', 'en']
