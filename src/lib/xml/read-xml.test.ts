import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readXml, XmlFault } from './read-xml.ts'

/** Everything a listener hears, in one line. */
function heard(xml: string): string {
  const parts: string[] = []
  const depth: number[] = []
  readXml(xml, {
    open(name, attributes, start) {
      depth.push(start)
      parts.push(`<${[name, ...[...attributes].map(([key, value]) => `${key}=${value}`)].join(' ')}`)
    },
    close(name, end) {
      parts.push(`${name}[${xml.slice(depth.pop(), end).length}]>`)
    },
    text(text) {
      if (text.trim() !== '') parts.push(text.trim())
    },
  })
  return parts.join(' ')
}

const faultOf = (xml: string): string => {
  try {
    heard(xml)
    return 'well-formed'
  } catch (error) {
    if (error instanceof XmlFault) return error.code
    throw error
  }
}

test('elements, attributes, text, CDATA, comments and references come in their order, without prefixes', () => {
  assert.equal(
    heard('<?xml version="1.0"?><!-- a --><a><b c="1 &amp; 2"/>x<![CDATA[<y>]]></a>'),
    '<a <b c=1 & 2 b[18]> x <y> a[41]>',
  )
  assert.equal(heard("\ufeff<o:a x:b='\"'>&#x6cc;&lt;</o:a>"), '<a x:b=" ی< a[30]>')
})

test('what is not well-formed is a fault with its kind', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['', 'not-xml'],
    ['hello', 'not-xml'],
    ['<a', 'cut-short'],
    ['<a><b></b>', 'cut-short'],
    ['<a><!-- ', 'cut-short'],
    ['<a><![CDATA[x', 'cut-short'],
    ['<a></b>', 'malformed'],
    ['<a/><b/>', 'malformed'],
    ['<a/>x', 'malformed'],
    ['<a b=1/>', 'malformed'],
    ['<a b="1" b="2"/>', 'malformed'],
    ['<1/>', 'malformed'],
    ['<a><', 'cut-short'],
    ['<!DOCTYPE a><a/>', 'doctype'],
    ['<!doctype html><html>', 'doctype'],
    ['<a>&b;</a>', 'entity'],
    ['<a>&constructor;</a>', 'entity'],
    ['<a b="&toString;"/>', 'entity'],
    ['<a>&#xd800;</a>', 'well-formed'],
    ['<a>fish & chips</a>', 'entity'],
    [`${'<a>'.repeat(200)}`, 'too-deep'],
    [`<a b="${'x'.repeat(70_000)}"/>`, 'malformed'],
  ]
  for (const [xml, expected] of cases) assert.equal(faultOf(xml), expected, xml.slice(0, 40))
})

test('no text makes it fail but with a fault of its own', () => {
  const pieces = fc.constantFrom(
    '<a>',
    '</a>',
    '<b c="d">',
    '</b>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '&amp;',
    '&x;',
    '<?',
    '?>',
    '"',
    '<',
    '>',
    'سلام',
    '\ud800',
    '\0',
  )
  fc.assert(fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => void faultOf(parts.join(''))))
  fc.assert(fc.property(fc.string(), (text) => void faultOf(`<a>${text}</a>`)))
})
