import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aWeb, get } from '#web/testing.ts'

/** RFC 9309 §2.2.2: of the rules that fit, the one with the longest path counts; `*` stands for anything. */
function mayRead(robots: string, path: string): boolean {
  const rules = [...robots.matchAll(/^(Allow|Disallow): (\S+)$/gm)].map(([, verb = '', rule = '']) => {
    const pattern = rule
      .split('*')
      .map((part) => part.replace(/[.?+^$()[\]{}|\\]/g, '\\$&'))
      .join('.*')
    return { allows: verb === 'Allow', length: rule.length, fits: new RegExp(`^${pattern}`) }
  })
  const fitting = rules.filter(({ fits }) => fits.test(path)).toSorted((a, b) => b.length - a.length)
  return fitting[0]?.allows ?? true
}

const OPEN = ['/', '/en', '/editions/1', '/en/editions/1', '/libraries', '/libraries?q=a', '/search', '/search?q=a']
const CLOSED = [
  '/staff',
  '/en/staff/records',
  '/account/keys',
  '/en/account',
  '/search?q=a&network=NLA',
  '/search?subject=a',
  '/en/search?q=a&sort=title',
  '/editions/1/bibtex',
  '/oai?verb=Identify',
]

test('robots may read the public pages, and leave desks, accounts and narrowed searches alone', async () => {
  const { status, html, headers } = await get(aWeb(), '/robots.txt')
  assert.equal(status, 200)
  assert.match(headers.get('content-type') ?? '', /^text\/plain/)
  for (const path of OPEN) assert.ok(mayRead(html, path), path)
  for (const path of CLOSED) assert.ok(!mayRead(html, path), path)
})

test('the mark stands where browsers look for it', async () => {
  const { status, html, headers } = await get(aWeb(), '/favicon.ico')
  assert.equal(status, 200)
  assert.equal(headers.get('content-type'), 'image/svg+xml')
  assert.match(html, /^<svg /)
})
