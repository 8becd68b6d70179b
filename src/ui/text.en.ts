import type { Lang } from '#lib/language.ts'
import { fa, type Text } from './text.fa.ts'

/** The words the furniture itself says, in English. */
export const en: Text = {
  name: 'Peyvand',
  skipToContent: 'Skip to content',
  required: 'required',
  optional: 'optional',
  errorsTitle: 'Some things need correcting',
  search: 'Search',
  searchPlaceholder: 'Title, author, subject or ISBN',
  filters: 'Narrow the results',
  removeFilter: (label) => `Remove the filter “${label}”`,
  clearFilters: 'Remove all filters',
  showMore: 'More',
  pages: 'Pages of results',
  page: (n) => `Page ${n}`,
  pageOf: (n, of) => `Page ${n} of ${of}`,
  previous: 'Previous',
  next: 'Next',
  breadcrumb: 'Where you are',
  tabs: 'Parts of this page',
  none: 'none',
  tones: { info: 'Note', done: 'Done', attention: 'Attention', danger: 'Error' },
  progress: (done, total) => `${done} of ${total}`,
  progressUnknown: 'Working…',
  refreshes: 'This page refreshes itself every few seconds.',
  confirm: 'Confirm',
  cancel: 'Cancel',
  chooseFile: 'Choose a file',
  fileKept: 'Browsers do not keep a chosen file; please choose it again.',
  dateHint: 'such as 1405/08/24 or 2026-11-15',
  choose: 'Choose',
  openCalendar: 'Open the calendar',
  asTable: 'The same figures as a table',
  mapOfIran: 'Map of Iran',
  mapList: 'The same map as a list',
  total: 'Total',
  label: 'Label',
  value: 'Value',
  yes: 'Yes',
  no: 'No',
  of: 'of',
}

/** The furniture's words in the language asked for. */
export const text = (lang: Lang): Text => (lang === 'fa' ? fa : en)
