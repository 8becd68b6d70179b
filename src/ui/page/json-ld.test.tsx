import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderToStaticMarkup } from 'react-dom/server'
import { JsonLd } from './json-ld.tsx'

test('a title that looks like markup stays inside the facts', () => {
  const name = '</script><script>alert(1)</script><!-- & \u2028'
  const html = renderToStaticMarkup(<JsonLd data={{ '@type': 'Book', name }} />)
  assert.equal(html.match(/<script/g)?.length, 1)
  assert.equal(html.match(/<\/script>/g)?.length, 1)
  const json = html.slice(html.indexOf('>') + 1, html.lastIndexOf('</script>'))
  assert.doesNotMatch(json, /[<>&\u2028]/)
  assert.deepEqual(JSON.parse(json), { '@type': 'Book', name })
})
