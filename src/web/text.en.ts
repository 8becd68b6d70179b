import type { Lang } from '#lib/language.ts'
import { fa, type Text } from './text.fa.ts'

/** What the front door says, in English. */
export const en: Text = {
  siteDescription: 'A bond of libraries: the union catalogue and the directory of partner libraries all over Iran',
  siteNav: 'Main sections',
  deskNav: 'Desk',
  menu: 'Sections',
  home: 'Home',
  signIn: 'Sign in',
  signOut: 'Sign out',
  account: (name) => `Account of ${name}`,
  desk: 'Desk',
  otherLanguage: 'فارسی',
  otherLanguageLong: 'همین صفحه به فارسی',
  theme: 'Colours',
  themes: { auto: 'Colours: automatic', light: 'Colours: light', dark: 'Colours: dark' },
  themeNext: {
    auto: 'Colours follow your device; make them light',
    light: 'Colours are light; make them dark',
    dark: 'Colours are dark; follow your device',
  },
  demo: 'This is a demonstration: its libraries, people and figures are not real.',
  demoLetters: 'Its letters',
  footPromise:
    'Peyvand turns the cooperation of library networks into daily work, and counts what was delivered against what was promised.',
  api: 'For programmers',
  homeTitle: 'One search, every library',
  homeLead: 'Type the book you want, in any spelling; we tell you which library has it and how far away it is.',
  homeFigures: 'Peyvand at a glance',
  homeNewest: 'New titles',
  homeAllNew: 'All new titles',
  homeMap: 'Libraries on the map of Iran',
  homeMapCaption: 'Each circle is a province; its size shows how many libraries it has.',
  counted: {
    titles: 'titles in the union catalogue',
    libraries: 'libraries',
    networks: 'partner networks',
    provinces: 'provinces',
  },
  notFound: 'This page was not found',
  notFoundText: 'The address may be mistyped, or the page has moved. Search from here, or go back to the home page.',
  refused: {
    invalid: 'This request was not accepted',
    forbidden: 'You may not do this',
    missing: 'No such thing was found',
    conflict: 'This cannot be done now',
  },
  refusedUnknown: 'This request was not accepted.',
  signInFirst: 'Sign in to do this',
  fault: 'Something went wrong on our side',
  faultText:
    'Your request was not carried out, and the fault was recorded. Try again in a little while; if it happens again, give support this number.',
  away: 'Not available just now',
  awayText:
    'The database cannot be reached for a moment, and your request was not carried out. Reload this page in a little while.',
  requestId: 'Request number',
  backHome: 'Back to the home page',
  apiTitle: 'The API of Peyvand',
  apiLead: 'Everything the pages show is available as data too; take the full description as OpenAPI.',
  apiParameters: 'Parameters',
  apiAnswers: 'Answers',
  apiBody: 'Request body',
  apiEmpty: 'No operation is published yet',
  tooManyFor: (seconds: number) =>
    `This key or address has sent more requests than it may. Try again in ${seconds} second${seconds === 1 ? '' : 's'}.`,
  apiNoOperation: 'The API has no such operation.',
  apiKeyTitle: 'Access keys',
  apiKeyText: 'What is open to all needs no key. For the rest, send a key you made in your account in this header:',
  apiRefusalTitle: 'When a request is refused',
  apiRefusalText:
    'A request that is not carried out is answered in this shape, whatever its status from 400 up. Choose the language of the message with Accept-Language.',
  apiNotAccepted: 'Some parameters of the request were not accepted; issues says which, and why.',
  apiName: 'Name',
  apiWhere: 'In',
  apiType: 'Type',
  apiMeaning: 'Meaning',
  stopped: {
    403: 'This request came from another page, or the form has expired. Reload the page and send it again.',
    413: 'What you sent is larger than can be accepted; make it smaller or split it.',
    405: 'This address does not take such a request.',
    408: 'Sending the request took too long. Try again.',
    414: 'The address of this request is too long; make it shorter.',
    415: 'What you sent is not in a form this address reads.',
    429: 'You sent too many requests in a row. Wait a moment and try again.',
  },
  secondStep: 'Set up the second step',
  refusals: {
    'files.missing': () => 'This file is no longer here. If you still need it, send it again.',
    'files.too-large': (f) => `The file is larger than ${Math.floor(Number(f.max) / (1024 * 1024))} MB; split it.`,
    'files.range-outside': () => 'The part asked for lies outside the file.',
    'journal.before-malformed': () =>
      'The address of this page of the history is wrong; open the history from its beginning.',
    'platform.letters-of-others': () =>
      'Only an administrator of the system sees its letters: they hold names and addresses.',
    'mail.rejected': (f) => `The mail server did not take this letter (answer ${f.answer}).`,
  },
}

/** The front door's words in the language asked for. */
export const text = (lang: Lang): Text => (lang === 'fa' ? fa : en)
