/** What a name did for a work, as far as citations tell it apart. */
export type Part = 'author' | 'editor' | 'translator' | 'other'

// MARC relator codes, UNIMARC's numbers, and the words cataloguers write.
const AUTHOR =
  /^(aut|cre|070|author|creator|writer|poet|نویسنده|مؤلف|مولف|پدیدآور|شاعر|سراینده|گردآورنده|تألیف|تالیف)/iu
const EDITOR = /^(edt|340|editor|ویراستار|مصحح|تصحیح|به ?کوشش|به ?اهتمام|سرویراستار|دبیر)/iu
const TRANSLATOR = /^(trl|730|translator|مترجم|ترجمه|برگردان)/iu

/**
 * Reads a role as the record writes it: a MARC relator code, a UNIMARC number, or a word in Persian or English. A name
 * without a role is an author when it is the record's main entry, or when no other name says so.
 */
export function partOf(role: string | null): Part | null {
  const said = role?.trim() ?? ''
  if (said === '') return null
  if (TRANSLATOR.test(said)) return 'translator'
  if (EDITOR.test(said)) return 'editor'
  return AUTHOR.test(said) ? 'author' : 'other'
}
