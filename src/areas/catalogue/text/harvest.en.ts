import type { HarvestText } from './harvest.fa.ts'

/** What is said about fetching the catalogues of others by OAI-PMH, in English. */
export const harvest: HarvestText = {
  title: 'Harvests',
  lead: 'Records of your libraries that are fetched from their own systems by OAI-PMH.',
  none: 'No system is harvested yet',
  noneHint: 'If a library’s system answers OAI-PMH, add its address: its records then stay fresh by themselves.',
  add: 'Add an address',
  addLead:
    'Ask whoever runs the library’s system for the base address of its OAI-PMH door. The first harvest brings every record, later ones only what changed.',
  source: 'Address',
  url: 'Address of the OAI-PMH door',
  urlHint: 'Such as https://lib.example.ir/oai, without what follows a question mark.',
  set: 'Set',
  setHint: 'If only a part of that system belongs to this library; otherwise leave it empty.',
  format: 'Metadata format',
  formatHint: 'Such as marcxml. Left empty, the system’s first MARC format is chosen.',
  daily: 'Harvest every day',
  dailyHint: 'Only what changed since the last harvest is asked for.',
  addIt: 'Add and begin to harvest',
  added: 'The address was added and its first harvest has begun.',
  runNow: 'Harvest changes',
  runFirst: 'Harvest for the first time',
  runFull: 'Harvest everything anew',
  stoppedTitle: 'The harvest stopped before its end',
  refusedTitle: 'The harvest was broken off',
  toSource: 'Page of this harvested address',
  goOn: 'Go on with the harvest',
  begun: 'The harvest has begun.',
  makeDaily: 'Harvest every day',
  stopDaily: 'No longer harvest every day',
  dailySet: 'It is harvested every day from now on.',
  dailyUnset: 'It is no longer harvested by itself.',
  remove: 'Remove this address',
  removeAsk: 'Remove this address?',
  removeHint: 'The records that came from it stay; only further harvests are not made.',
  removed: 'The address was removed; its records stay.',
  schedule: 'Schedule',
  everyDay: 'Every day',
  byHand: 'On request',
  next: 'Next harvest',
  until: 'Changes are harvested up to',
  repository: 'Name of the system',
  newest: 'Last harvest',
  harvests: 'Harvests',
  noHarvest: 'Nothing was harvested yet.',
  when: 'Begun',
  kind: 'Extent',
  full: 'Everything',
  changes: 'Changes',
  changesFrom: (from) => `Changes from ${from}`,
  listed: 'Received',
  pages: 'Pages',
  withdrawn: 'Withdrawn',
  restored: 'Offered again',
  report: 'Report of the harvest',
  whatHappened: 'What happened',
  noticed: 'Noticed',
  progress: (listed) => `${listed} records received`,
  waitingForServer: (seconds) => `The system asked us to wait ${seconds} seconds.`,
  acceptMany: 'Yes, withdraw these records',
  acceptManyHint: 'If you know that the system really deleted these records. Each can be shown again later.',
  vanished: (records, of) => `${records} of the ${of} records of this address are no longer in its list`,
  vanishedLead:
    'The system was asked for some of them by name and has them no more. If it was cleaned up, hide them from the public here too; if something went wrong there, leave them, and nothing changes.',
  vanishedLook: 'See and decide',
  vanishedAsk: 'Hide the records that are no longer in the list?',
  vanishedYes: 'Hide these records',
  vanishedSome: 'Some of them:',
  vanishedBegun: 'The records are being hidden.',
  undo: 'Show what this harvest withdrew again',
  undoAsk: 'Show the withdrawn records again?',
  undoHint: (count) =>
    `${count} ${count === '1' ? 'record' : 'records'} that the system deleted or no longer offers, and that are hidden from the public, will be shown again. They stay so until the system says something newer.`,
  undone: (count) => `${count} ${count === '1' ? 'record is' : 'records are'} shown again.`,
  command: (s) =>
    `${s.read} ${s.read === 1 ? 'record' : 'records'} harvested: ${s.added} added, ${s.updated} updated, ${s.unchanged} unchanged, ${s.refused} refused, ${s.withdrawn} withdrawn`,
  warnings: {
    'catalogue.harvest-size': (f) =>
      `The system announced ${f.announced} records and sent ${f.listed}. If some are missing, the next harvest asks for the same window again.`,
    'catalogue.harvest-clock': () =>
      'The system’s clock is ahead of ours or could not be read; the next harvest goes by our own.',
    'catalogue.harvest-granularity': () => 'The system did not take times to the second; it was asked by days.',
    'catalogue.harvest-began-again': () =>
      'The system no longer knew its own resumption token; the list was read again from the start of its window. Records that came twice are recognised and written once.',
    'catalogue.harvest-missing': (f) =>
      `${f.records} ${f.records === 1 ? 'record that came' : 'records that came'} from here before ${f.records === 1 ? 'is' : 'are'} no longer on offer, but it is not certain that this list was whole; nothing was hidden. The next harvest of everything looks again.`,
    'catalogue.harvest-left-out': (f) =>
      `The list left out ${f.records} ${f.records === 1 ? 'record' : 'records'}, yet the system still has ${f.found} of the ${f.asked} that were asked for by name; nothing was hidden.`,
    'catalogue.harvest-many-missing': (f) =>
      `${f.records} of ${f.of} records are no longer in the system’s list. So many are not hidden without a person’s word.`,
    'catalogue.harvest-hidden': (f) =>
      `${f.records} ${f.records === 1 ? 'record was' : 'records were'} no longer in the system’s list, and the system confirmed it; hidden from the public. “Withdrawn” below shows them again.`,
    'catalogue.harvest-unnamed': () =>
      'Some records came without an identifier; records that are no longer on offer cannot be told from them.',
  },
  advice: {
    passing: 'What arrived is written. “Go on with the harvest” takes up from there.',
    'catalogue.harvest-inside':
      'If the system is inside your own network, Peyvand’s administrator names it in PEYVAND_PRIVATE_HOSTS.',
    'catalogue.harvest-web-page':
      'Open the address in a browser: the right one answers “?verb=Identify” with a piece of XML.',
    'catalogue.harvest-not-oai':
      'Open the address in a browser: the right one answers “?verb=Identify” with a piece of XML.',
    'catalogue.harvest-many-withdrawn':
      'First ask whoever runs the system. If it is right, begin the harvest again with these deletions by the button below.',
    other: 'Send this to whoever runs the library’s system, and harvest again once it is mended.',
  },
  refusals: {
    'catalogue.harvest-source-unknown': () => 'This address is not among those that are harvested.',
    'catalogue.harvest-unknown': () => 'This harvest was not found.',
    'catalogue.nothing-vanished': () =>
      'There is nothing left to decide: the last harvest of everything missed no such records.',
    'catalogue.harvest-running': () => 'This harvest is still going on; wait until it ends.',
    'catalogue.harvest-source-gone': () => 'The address was removed.',
    'catalogue.harvest-begun-anew': () => 'Another harvest was begun in its place.',
    'catalogue.harvest-date': () => 'Write the date in UTC, such as 2026-11-22 or 2026-11-22T08:00:00Z.',
    'catalogue.harvest-set': () => 'The name of a set is made of Latin letters, digits and simple marks.',
    'catalogue.harvest-address': () =>
      'This is no proper address; write all of it, such as https://lib.example.ir/oai.',
    'catalogue.harvest-scheme': (f) => `Only http and https are asked, not “${f.url}”.`,
    'catalogue.harvest-credentials': () => 'Do not write a user name and password into the address.',
    'catalogue.harvest-inside': (f) =>
      `“${f.host}” is inside a private network, and Peyvand asks nothing of it unless its administrator allows it.`,
    'catalogue.harvest-unknown-host': (f) => `There is no system named “${f.host}”.`,
    'catalogue.harvest-unreachable': (f) => `“${f.host}” does not answer.`,
    'catalogue.harvest-certificate': (f) => `The certificate of “${f.host}” is not valid.`,
    'catalogue.harvest-timeout': (f) => `“${f.host}” did not finish its answer in ${f.seconds} seconds.`,
    'catalogue.harvest-broken-off': (f) => `The connection with “${f.host}” broke off in the middle of an answer.`,
    'catalogue.harvest-too-large': (f) =>
      `The answer of “${f.host}” is larger than ${Math.round(Number(f.limit) / 1e6)} MB and was not read; the system should send smaller pages.`,
    'catalogue.harvest-bomb': (f) =>
      `The compressed answer of “${f.host}” unpacks to ${f.ratio} times its size; no catalogue does, so it was not read.`,
    'catalogue.harvest-encoding': (f) => `The answer is packed by “${f.encoding}”, which was not asked for.`,
    'catalogue.harvest-charset': (f) => `The character encoding “${f.charset}” is not known.`,
    'catalogue.harvest-redirects': (f) => `The system sent us on more than ${f.limit} times.`,
    'catalogue.harvest-asked-to-wait': (f) =>
      `The system asked us to wait ${f.seconds} seconds; the harvest goes on later.`,
    'catalogue.harvest-server-fault': (f) =>
      `The system has a fault (${f.status}) and did not answer, asked repeatedly.`,
    'catalogue.harvest-closed': (f) => `The system does not allow harvesting (${f.status}).`,
    'catalogue.harvest-status': (f) => `There is no door at this address (${f.status}).`,
    'catalogue.harvest-web-page': (f) => `Instead of an OAI-PMH answer a web page came: “${f.title}”.`,
    'catalogue.harvest-not-oai': () => 'What came is no OAI-PMH answer.',
    'catalogue.harvest-version': (f) => `The system speaks version ${f.version} of the protocol; Peyvand speaks 2.0.`,
    'catalogue.harvest-cut-short': () => 'The system’s answer broke off before its end, asked repeatedly.',
    'catalogue.harvest-malformed': () => 'The XML of the system’s answer is not well formed, asked repeatedly.',
    'catalogue.harvest-doctype': () =>
      'The system’s answer has a document type definition (DTD), which is not accepted for safety.',
    'catalogue.harvest-entity': () => 'The system’s answer has a reference that XML does not define.',
    'catalogue.harvest-loop': (f) => `The system goes in a circle: a page came again (after ${f.pages} pages).`,
    'catalogue.harvest-endless': (f) => `The system’s list has not ended after ${f.records} records.`,
    'catalogue.harvest-token-refused': (f) => `The system refused a resumption token of its own ${f.restarts} times.`,
    'catalogue.harvest-no-marc-format': (f) =>
      f.offered === '' ? 'The system offers no format.' : `The system offers no MARC; what it offers: ${f.offered}`,
    'catalogue.harvest-format': (f) => `The system does not offer the format “${f.format}”.`,
    'catalogue.harvest-no-sets': () => 'The system has no sets; leave the set empty.',
    'catalogue.harvest-error': (f) => `The system refused: ${f.message || f.code}`,
    'catalogue.harvest-many-withdrawn': (f) =>
      `The system declared ${f.records} of its ${f.of} records deleted. So many are not hidden without a person’s word.`,
    'catalogue.harvest-other-set': (f) =>
      `This record is not of the set that was asked for (“${f.set}”): it belongs to another library.`,
    'catalogue.harvest-no-metadata': (f) => `The record “${f.identifier}” came without its content.`,
    'catalogue.harvest-no-marc': (f) => `The content of the record “${f.identifier}” is not MARC.`,
  },
}
