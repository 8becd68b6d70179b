import { faultSentence } from '#areas/catalogue/service/summary.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { type Attempt, attempt } from '#platform/http/attempt.ts'
import type { RequestContext } from '#platform/http.ts'

/** Refusals that the form of an import can mend, each with its field. */
const IN_FORM: Readonly<Record<string, string>> = {
  'libraries.library-unknown': 'library',
  'libraries.code-ambiguous': 'library',
  'catalogue.library-closed': 'library',
  'catalogue.import-by-own-staff': 'library',
  'catalogue.list-title-missing': 'columns',
  'files.too-large': 'file',
  'sheets.empty': 'file',
  'sheets.not-a-table': 'file',
  'sheets.too-large': 'file',
  'sheets.damaged': 'file',
}

/** Begins an import as a form asked for it; what can be mended in the form becomes its error. */
export async function triedImport<T>(c: RequestContext, work: () => Promise<T>): Promise<Attempt<T>> {
  const lang = c.get('lang')
  const said = text(lang).staff.formFaults
  const sentences = Object.fromEntries(
    Object.keys(IN_FORM).map((code) => [
      code,
      (facts: Record<string, string | number>) => said[code] ?? faultSentence(lang, code, facts),
    ]),
  )
  let field = ''
  const shows = ({ code }: { code: string }) => {
    field = IN_FORM[code] ?? ''
    return field !== ''
  }
  const tried = await attempt(sentences, work, { shows })
  return tried.ok ? tried : { ok: false, errors: { [field]: Object.values(tried.errors)[0] ?? '' } }
}
