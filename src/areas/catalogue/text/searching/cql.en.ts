import type { CqlWhy } from './cql.fa.ts'

const marks = () => 'The marks * ? ^ have no place here.'
const near = () => 'prox stands between words, or phrases in quotes, of one index, with a distance such as distance<=3.'
const order = (about: string) =>
  `There is no order “${about}”: write dc.title, dc.date, newest and relevance once each at most, relevance last.`
const missing = () => 'For what has no year write one of missingHigh, missingLow or missingOmit.'
const relation = (about: string) => `The relation “${about}” has no place here.`
const long = () => 'It is too long.'

export const cqlWhyEn: CqlWhy = {
  12: long,
  13: () => 'The parentheses do not match.',
  14: () => 'A quotation mark (") is left open.',
  15: (about) => `There is no context set “${about}”.`,
  16: (about) => `There is no index “${about}”.`,
  18: () => 'This number of an edition cannot be searched with anything else: open the address of its page.',
  19: relation,
  20: relation,
  22: relation,
  27: (about) => `Nothing is asked of “${about}”.`,
  28: marks,
  30: () => 'There are too many of the marks * and ?.',
  31: marks,
  32: () => 'The mark ^ stands at the beginning, or at the beginning and the end.',
  33: near,
  34: near,
  36: (about) => `“${about}” is no year: write 1390, or "1380 1390".`,
  38: long,
  39: near,
  40: near,
  41: near,
  42: near,
  44: near,
  46: relation,
  82: order,
  84: order,
  85: order,
  91: () => 'Capital and small letters are one in an order.',
  92: missing,
  93: missing,
}
