import assert from 'node:assert/strict'
import { test } from 'node:test'
import { named } from './unnamed.ts'

const NOTHING = [
  'publisher not identified',
  '[publisher not identified]',
  '[Place of publication not identified] :',
  '[Palce of publication not identified] :',
  '[Place of publication is not identified] :',
  '[Place of publication not identfied] :',
  '[manufacturer not identified],',
  '[[publisher not identified],',
  '[publisher not identified, 19--?]',
  '[Lieu de publication non identifié]',
  '[éditeur non identifié]',
  '[الناشر غير محدد]،',
  '[بدون مکان،',
  'د.ن]،',
  '[s.n..،',
  's.n.',
  '[s.n.],',
  'S. n.',
  '[S.l.]',
  '[S.l. :',
  '[n.p.]',
  'بی‌نا',
  '[بی‌نا]',
  '[بي نا]،',
  'بی‌جا',
  '[بیجا] :',
  'بیجا',
  '[بینا]',
  '[د. ن.]',
  '[د.م.]',
  '[د. ن]',
  '[دون مكان]',
  'بدون ناشر',
  '[ ]',
  '',
]
for (const text of NOTHING) test(`«${text}» names nobody and no place`, () => assert.equal(named(text), null))

// Names that only look like it: a house called «بینا» (the seeing), initials without dots, a guess in brackets.
const NAMES = [
  'تهران',
  '[تهران]',
  'Sn',
  'بی‌نام',
  'بینا',
  'بینا :',
  'نا',
  'دانش',
  'S.L. Publications',
  'قم: بی‌جا',
  '[Tehran?]',
]
for (const text of NAMES) test(`«${text}» is a name`, () => assert.equal(named(text), text))
test('no name stays none', () => assert.equal(named(null), null))
