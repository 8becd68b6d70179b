import type { ReactNode } from 'react'
import { useStaffText } from '#areas/catalogue/pages/parts/staff-pieces.tsx'
import type { Workplace } from '#areas/catalogue/service/desk.ts'
import type { ListsText } from '#areas/catalogue/text/lists.fa.ts'
import { text } from '#areas/catalogue/text.en.ts'
import { Select } from '#ui/form/choice.tsx'
import { TextField } from '#ui/form/field.tsx'
import { LinkButton } from '#ui/link.tsx'
import { EmptyState, Tabs } from '#ui/page/pieces.tsx'
import { useLang } from '#ui/request-context.tsx'

/** The words of the pages of lists in the language of the page. */
export const useListsText = (): ListsText => text(useLang()).lists

/** Which library the file is for; a code for somebody with too many libraries to choose from a list (`null`). */
export function LibraryChoice({ workplaces }: { workplaces: readonly Workplace[] | null }): ReactNode {
  const t = useStaffText()
  if (workplaces === null) {
    return <TextField name="library" label={t.libraryCode} hint={t.libraryCodeHint} kind="code" width="half" required />
  }
  const [only] = workplaces
  return (
    <Select
      name="library"
      label={t.library}
      hint={t.libraryHint}
      required
      options={workplaces.map((one) => ({ value: one.fullCode, label: `${one.name} (${one.code})` }))}
      {...(workplaces.length === 1 && only ? { value: only.fullCode } : {})}
    />
  )
}

/** Instead of a form, for somebody who works in no library yet. */
export function NoLibraries(): ReactNode {
  const t = useStaffText()
  return (
    <EmptyState title={t.noLibraries} icon="library" action={<LinkButton to="/libraries">{t.libraryCode}</LinkButton>}>
      {t.noLibrariesHint}
    </EmptyState>
  )
}

/** The three things a library may have to send. */
export function WaysIn({ current }: { current: 'marc' | 'titles' | 'isbns' }): ReactNode {
  const t = useListsText()
  const tabs = [
    { to: '/staff/imports/new', label: t.wayMarc, current: current === 'marc' },
    { to: '/staff/imports/titles', label: t.wayTitles, current: current === 'titles' },
    { to: '/staff/imports/isbns', label: t.wayIsbns, current: current === 'isbns' },
  ]
  return <Tabs label={t.ways} tabs={tabs} />
}
