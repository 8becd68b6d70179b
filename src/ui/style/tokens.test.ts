import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const sheets = globSync('**/*.css', { cwd: folder })
const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
const blocks = [...css.matchAll(/(:root[^{]*)\{([^}]*)\}/g)].map(([, selector = '', body = '']) => ({
  selector: selector.trim(),
  tokens: new Map([...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', hex = '']) => [name, hex])),
}))
const light = blocks.find(({ selector }) => selector === ':root')?.tokens ?? new Map<string, string>()
const dark = blocks.find(({ selector }) => selector.includes('"dark"'))?.tokens ?? new Map<string, string>()
const system = blocks.find(({ selector }) => selector.includes(':not('))?.tokens ?? new Map<string, string>()

const GROUNDS = ['paper', 'surface', 'sunken']
const TEXTS = ['ink', 'quiet', 'turquoise', 'turquoise-strong', 'lapis', 'saffron-ink', 'pomegranate', 'leaf']

/** Every pair of text and ground the sheets put together: 4.5:1. */
const TEXT_PAIRS: readonly (readonly [text: string, ground: string])[] = [
  ...TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
  ['on-turquoise', 'turquoise'],
  ['on-turquoise', 'turquoise-strong'],
  ['on-pomegranate', 'pomegranate'],
  ['paper', 'lapis'],
  ['ink', 'turquoise-tint'],
  ['turquoise-strong', 'turquoise-tint'],
  ...['lapis', 'saffron', 'pomegranate', 'leaf'].map((tone) => ['ink', `${tone}-tint`] as const),
  ['lapis', 'lapis-tint'],
  ['saffron-ink', 'saffron-tint'],
  ['pomegranate', 'pomegranate-tint'],
  ['leaf', 'leaf-tint'],
]

/** Borders of controls, focus and marks of charts against what they stand on: 3:1. */
const CONTROL_PAIRS = ['control-line', 'turquoise', 'lapis', 'saffron', 'pomegranate', 'leaf', 'focus'].flatMap(
  (mark) => GROUNDS.map((ground) => [mark, ground] as const),
)

for (const [theme, tokens] of [
  ['light', light],
  ['dark', dark],
] as const) {
  test(`text is readable on its ground in the ${theme} theme (4.5:1)`, () => {
    assert.deepEqual(tooFaint(tokens, TEXT_PAIRS, 4.5), [])
  })
  test(`controls stand out from their ground in the ${theme} theme (3:1)`, () => {
    assert.deepEqual(tooFaint(tokens, CONTROL_PAIRS, 3), [])
  })
}

test('dark by the system and dark by choice are the same colours', () => {
  assert.ok(dark.size > 15)
  assert.deepEqual([...system], [...dark])
})

test('every colour has a dark form, and no sheet but tokens and print names a colour of its own', () => {
  assert.deepEqual([...dark.keys()].sort(), [...light.keys()].sort())
  for (const sheet of sheets.filter((name) => name !== 'tokens.css' && name !== 'print.css')) {
    const own = readFileSync(new URL(sheet, import.meta.url), 'utf8').match(/#[0-9a-f]{6}\b|\brgba?\(|\bhsla?\(/gi)
    assert.equal(own, null, sheet)
  }
})

test('every token a sheet uses exists', () => {
  const defined = new Set([...css.matchAll(/--([\w-]+):/g)].map(([, name]) => name))
  for (const sheet of sheets) {
    const text = readFileSync(new URL(sheet, import.meta.url), 'utf8')
    const unknown = [...text.matchAll(/var\(--([\w-]+)/g)].map(([, name]) => name).filter((name) => !defined.has(name))
    assert.deepEqual(unknown, [], sheet)
  }
})

function tooFaint(tokens: Map<string, string>, pairs: readonly (readonly [string, string])[], least: number): string[] {
  return pairs.flatMap(([mark, ground]) => {
    const ratio = contrast(tokens.get(mark), tokens.get(ground))
    return ratio >= least ? [] : [`${mark} on ${ground}: ${ratio.toFixed(2)}`]
  })
}

// WCAG 2.2, relative luminance and contrast ratio.
function contrast(one: string | undefined, other: string | undefined): number {
  assert.ok(one && other, 'a token is missing')
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
