import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { test } from 'node:test'
import { renderToStaticMarkup } from 'react-dom/server'
import { LiveProgress } from '#ui/islands/live-progress.tsx'
import { Island, islandName } from './island.tsx'
import { plainRequest, RequestContext } from './request-context.tsx'

test('an island is useful HTML with its name and its props beside it, and asks for its script', () => {
  const request = plainRequest('fa')
  const html = renderToStaticMarkup(
    <RequestContext value={request}>
      <Island of={LiveProgress} props={{ url: '/jobs/1', label: 'ورود <رکوردها>', done: 3, of: 10 }} />
    </RequestContext>,
  )
  assert.match(html, /data-island="live-progress"/)
  assert.match(html, /<progress max="10"[^>]*value="3"|<progress value="3"[^>]*max="10"/)
  const props = /data-props="([^"]*)"/
    .exec(html)?.[1]
    ?.replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
  assert.deepEqual(JSON.parse(props ?? ''), { url: '/jobs/1', label: 'ورود <رکوردها>', done: 3, of: 10 })
  assert.equal(request.scripts.size, 1)
})

test('two islands on one page do not share ids', () => {
  const island = <Island of={LiveProgress} props={{ url: '/', label: '', done: 0, of: null }} />
  const html = renderToStaticMarkup(
    <RequestContext value={plainRequest('fa')}>
      {island}
      {island}
    </RequestContext>,
  )
  const prefixes = [...html.matchAll(/data-prefix="([^"]*)"/g)].map((match) => match[1])
  assert.equal(new Set(prefixes).size, 2)
})

const files = globSync(['src/ui/islands/*.tsx', 'src/areas/*/islands/*.tsx'])

test('there are islands to check', () => assert.ok(files.length >= 2))

for (const file of files) {
  test(`${file} exports the component the browser looks for by the file's name`, async () => {
    const name = basename(file, '.tsx')
    const found = Object.values((await import(`#${file.slice(4)}`)) as Record<string, unknown>).filter(
      (value): value is { name: string } =>
        typeof value === 'function' && islandName(value as { name: string }) === name,
    )
    assert.equal(found.length, 1)
  })
}

test('no two islands share a file name', () => {
  const names = files.map((file) => basename(file))
  assert.deepEqual(names, [...new Set(names)])
})
