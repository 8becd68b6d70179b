import type { Refusals } from './refusals.fa.ts'

/** Why the directory said no, in English. */
export const refusals: Refusals = {
  'libraries.networks-by-administrators': () => 'Only an administrator adds a network.',
  'libraries.directory-by-officers': () => 'Libraries are added and closed by officers of their network or province.',
  'libraries.keep-own-library': () => 'This library is kept by its own librarian or an officer of its network.',
  'libraries.network-unknown': (f) => `There is no network with the code “${f.code}”.`,
  'libraries.library-unknown': (f) => `There is no library with the code “${f.code}”.`,
  'libraries.code-ambiguous': (f) =>
    `The code “${f.code}” is used in several networks; write it with the network, as “${f.networks[0] ?? ''}:${f.code}”.`,
  'libraries.code-malformed': (f) =>
    `The code “${f.value}” cannot be used: letters, digits, full stops, hyphens and slashes only, up to 40 characters, no spaces.`,
  'libraries.code-missing': () => 'The library’s code is missing.',
  'libraries.code-repeated': (f) => `The same code stands in row ${f.row} already.`,
  'libraries.name-missing': () => 'The library’s name is missing.',
  'libraries.columns-missing': (f) =>
    `These columns are not in the first row of the file: “${f.missing.join('”, “')}”.`,
  'libraries.value-malformed': () => 'This value is not in a form that can be accepted.',
  'libraries.kind-unknown': (f) =>
    `The kind “${f.value}” is not known; write institutional, participatory, reading-hall, mobile, shrine or specialised.`,
  'libraries.degree-unknown': (f) => `The degree “${f.value}” is not known; write 1 to 8, central or rural.`,
  'libraries.service-unknown': (f) =>
    `The service “${f.value}” is not known; write loan, reading-room, children, women-hours, internet, accessible, audio-books, home-delivery, events, courses, reference or manuscripts.`,
  'libraries.province-unknown': (f) =>
    `There is no province “${f.value}” in the official divisions; check its spelling.`,
  'libraries.county-unknown': (f) =>
    `The county “${f.value}” was not found, or several provinces have it; add the province.`,
  'libraries.city-unknown': (f) =>
    `The city “${f.value}” was not found, or several provinces have it; add the province.`,
  'libraries.place-unknown': () => 'This city is not known; write its name as the official divisions have it.',
  'libraries.coordinate-malformed': (f) => `“${f.value}” is not a coordinate; write it as 36.297.`,
  'libraries.day-malformed': (f) => `“${f.value}” is not a date; write it as 1405/08/24 or 2026-11-15.`,
  'libraries.hours-malformed': (f) => `“${f.value}” is not a stretch of opening hours; write it as 8:00-14:00.`,
  'libraries.hours-in-disorder': () =>
    'Opening hours must follow one another, and each stretch must end after it begins.',
  'libraries.closed-already': () => 'This library is closed already.',
  'libraries.closed-before-opened': () => 'The day of closing is before the day of opening.',
  'libraries.merged-into-itself': () => 'A library cannot be merged into itself; write the code of another one.',
  'libraries.merged-across-networks': () => 'A library is merged only into one of its own network.',
  'libraries.merged-into-closed': () => 'The target of the merger is itself closed; write the code of an open library.',
  'libraries.open-already': () => 'This library is open.',
  'libraries.reopen-merged': () => 'A merged library is not reopened; add a new library with a code of its own.',
  'libraries.stops-are-mobile': () => 'Stops are recorded for mobile libraries only.',
  'libraries.point-unknown': () => 'This service point was not found.',
  'sheets.empty': () => 'The file is empty or has no header row.',
  'sheets.too-large': (f) => `The file is larger than ${f.megabytes} MB; split it.`,
  'sheets.too-many-rows': (f) => `The file has more than ${f.most} rows; split it.`,
  'sheets.not-a-table': () => 'This file is not a table; save it as CSV or XLSX.',
  'sheets.damaged': (f) => `The CSV file is damaged near line ${f.line}; perhaps a quotation mark was left open.`,
  'libraries.network-unsaid': () =>
    'The file has no column “network”, and there are several networks; say which one these libraries belong to.',
  'libraries.network-missing': () => 'The library’s network is missing.',
  'libraries.coordinate-alone': () => 'Write latitude and longitude together, or leave both empty.',
  'libraries.day-shape': () => 'This date could not be read; write it as 1405/08/24 or 2026-11-15.',
  'libraries.upload-gone': () => 'The file of the preview is no longer at hand; please choose it again.',
  'libraries.day-to-come': () => 'This day has not come yet; write today’s date or an earlier one.',
  'libraries.reopened-before-closed': () => 'The day of reopening is before the day of closing.',
  'libraries.code-taken': (f) => `This code belongs to “${f.name}”; write another, or edit that library.`,
  'libraries.query-malformed': () => 'This address is not a valid search; start again from the page of libraries.',
}
