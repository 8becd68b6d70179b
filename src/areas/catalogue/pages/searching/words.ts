import { searchText } from '#areas/catalogue/text/searching/search.en.ts'
import type { SearchText } from '#areas/catalogue/text/searching/search.fa.ts'
import { useLang } from '#ui/request-context.tsx'

/** Searching's sentences in the language of the page. */
export function useSearchWords(): SearchText {
  return searchText(useLang())
}
