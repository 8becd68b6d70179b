import type { Lang } from '#lib/language.ts'
import type { Fault } from './record.ts'
import { fa, type Text } from './text.fa.ts'

const FORMS: Readonly<Record<string, string>> = {
  pdf: 'a PDF',
  zip: 'a ZIP archive (or a Word or Excel file)',
  html: 'a web page',
  mnemonic: 'MarcEdit text (.mrk)',
  image: 'a picture',
  gzip: 'gzip inside gzip',
  'utf-16': 'UTF-16 text',
  text: 'plain text',
  binary: 'unknown binary data',
}

export const en: Text = {
  place: (number, offset) => `record ${number} (byte ${offset})`,
  field: (tag) => `field ${tag}`,
  faults: {
    'marc.base-wrong': (f) => `The leader gave a wrong base address: ${f.declared} instead of ${f.found}.`,
    'marc.blanks-between-records': (f) => `${f.bytes} blank bytes stood before the record.`,
    'marc.bytes-between-fields': (f) => `${f.bytes} bytes belonged to no field of the directory and were left out.`,
    'marc.characters-lost': (f) => `${f.count} characters could not be read and became “\ufffd”.`,
    'marc.control-characters': () => 'Control characters in the text became blanks.',
    'marc.cut-short': (f) =>
      `The record is cut short: ${f.bytes} bytes${Number(f.declared) > 0 ? ` of the ${f.declared} it announces` : ''} arrived.`,
    'marc.directory-damaged': () => 'The directory is damaged, so the fields cannot be told apart.',
    'marc.directory-digits': () => 'Missing or wrong digits of the directory were mended from where the fields end.',
    'marc.directory-disagrees': (f) => `The directory counts ${f.entries} fields, but the record has ${f.fields}.`,
    'marc.directory-lengths': () => 'The directory gave wrong field lengths; the fields were cut at their terminators.',
    'marc.directory-missing': () => 'The record had no directory; the tags were read from the start of each field.',
    'marc.directory-unordered': () => 'The directory and the fields were in different orders.',
    'marc.directory-wide': () => 'The directory used more digits for a large field or record; it was read that way.',
    'marc.empty': () => 'The file is empty.',
    'marc.encoding-guessed': (f) => `The character encoding was not declared; the text was taken for ${f.found}.`,
    'marc.encoding-not-utf8': (f) => `The leader says Unicode, but the text is ${f.found}.`,
    'marc.encoding-undeclared': () => 'The text is Unicode (UTF-8), but the leader does not say so.',
    'marc.gzip-bomb': (f) =>
      `The compressed file unpacks to ${f.ratio} times its size; no catalogue does, so it was not read.`,
    'marc.gzip-cut-short': () => 'The compressed file ends too early; what came before the end was read.',
    'marc.gzip-damaged': () => 'The compressed file is damaged; what came before the damage was read.',
    'marc.gzip-too-large': (f) => `The compressed file unpacks to more than ${f.limit} bytes; split it into several.`,
    'marc.indicator-bad': () => 'An indicator that was no proper character was made blank.',
    'marc.indicators-missing': () => 'The field lacked indicators; blanks were put in their place.',
    'marc.json-cut-short': () => 'The file ends in the middle of a JSON record.',
    'marc.json-malformed': () => 'This part is not well-formed JSON.',
    'marc.json-no-records': () => 'This JSON holds no MARC record.',
    'marc.json-not-a-record': () => 'This part of the JSON is not a MARC record.',
    'marc.junk-between-records': (f) => `${f.bytes} meaningless bytes stood before the record.`,
    'marc.leader-characters': () => 'The leader held improper characters; blanks were put in their place.',
    'marc.leader-counts': () => 'The leader gave wrong indicator and code lengths; two and two were assumed.',
    'marc.leader-length': (f) => `The leader has ${f.length} characters instead of 24.`,
    'marc.leader-map': () => 'The leader gave a wrong directory map; 4500 was assumed.',
    'marc.leader-missing': () => 'The record has no leader; a plain one was put in its place.',
    'marc.length-wrong': (f) =>
      `The leader gave a wrong record length: ${Number(f.declared) < 0 ? 'something other than a number' : f.declared} instead of ${f.found}.`,
    'marc.list-copies-wrong': (f) => `“${f.copies}” is no number of copies; one was taken.`,
    'marc.list-isbn-wrong': (f) => `The ISBN “${f.isbn}” does not check; it was kept as a wrong one.`,
    'marc.no-fields': () => 'The record has no fields.',
    'marc.not-a-record': () => 'This part of the file is not a MARC record.',
    'marc.not-marc': (f) =>
      `This file is not MARC; it looks like ${FORMS[String(f.looksLike)] ?? 'something else'}. ISO 2709, MARCXML and MARC-in-JSON can be read.`,
    'marc.not-writable': (f) => `Field ${f.tag} cannot be written in ISO 2709.`,
    'marc.record-too-large': (f) => `The record is larger than ${f.limit} bytes and was not read.`,
    'marc.subfield-code-bad': (f) => `The subfield code (“${f.code}”) is not one proper character.`,
    'marc.subfield-empty': () => 'An extra subfield delimiter was left out.',
    'marc.subfields-missing': () => 'The field has no subfields.',
    'marc.tag-bad': (f) => `“${f.tag}” is not a tag: a tag is three letters or digits.`,
    'marc.terminator-in-field': () => 'A field terminator inside the text was left out.',
    'marc.terminator-missing': () => 'The record had no terminator.',
    'marc.text-before-subfield': (f) => `Text before the first subfield was left out: “${f.text}”.`,
    'marc.too-large-to-write': (f) =>
      `${f.tag ? `Field ${f.tag}` : 'The record'} has ${f.bytes} bytes; ISO 2709 takes no more than ${f.limit}.`,
    'marc.xml-characters': () => 'Characters that XML cannot hold were left out.',
    'marc.xml-code-missing': () => 'A subfield has no code.',
    'marc.xml-cut-short': () => 'The file ends in the middle of an XML record.',
    'marc.xml-doctype': () => 'XML with a document type definition (DTD) is not accepted.',
    'marc.xml-element-unknown': (f) => `The unknown element “${f.name}” in the record was left out.`,
    'marc.xml-entity': (f) => `The reference “${f.entity}” is not defined in XML.`,
    'marc.xml-malformed': () => 'The XML is not well formed.',
    'marc.xml-no-records': () => 'This XML holds no MARC record.',
    'marc.xml-tag-long': (f) => `A tag of the XML is longer than ${f.limit} bytes.`,
    'marc.xml-tag-missing': () => 'A field has no tag.',
    'marc.xml-too-deep': (f) => `The XML is nested more than ${f.limit} levels deep.`,
  },
}

/** The sentences about MARC in a language. */
export const text = (lang: Lang): Text => (lang === 'fa' ? fa : en)

/** One fault as a sentence, led by its field where one is known. */
export function faultSentence(fault: Fault, lang: Lang): string {
  const words = text(lang)
  const sentence = words.faults[fault.code]?.(fault.facts) ?? fault.code
  return fault.tag === undefined ? sentence : `${words.field(fault.tag)}: ${sentence}`
}
