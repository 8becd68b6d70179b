import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTelemetry } from './telemetry.ts'

test('counters, histograms and gauges in the form Prometheus reads', async () => {
  const telemetry = openTelemetry()
  telemetry.describe('requests_total', 'Requests answered.')
  telemetry.count('requests_total', { route: '/a"b', status: '200' })
  telemetry.count('requests_total', { route: '/a"b', status: '200' }, 2)
  telemetry.observe('seconds', { route: '/' }, 0.03)
  telemetry.observe('seconds', { route: '/' }, 100)
  telemetry.gauge('jobs', 'Jobs that wait.', async () => [{ labels: { state: 'waiting' }, value: 4 }])
  const text = await telemetry.text()
  assert.match(text, /^# HELP requests_total Requests answered\.\n# TYPE requests_total counter$/m)
  assert.match(text, /^requests_total\{route="\/a\\"b",status="200"\} 3$/m)
  assert.match(text, /^seconds_bucket\{route="\/",le="0\.025"\} 0$/m)
  assert.match(text, /^seconds_bucket\{route="\/",le="0\.05"\} 1$/m)
  assert.match(text, /^seconds_bucket\{route="\/",le="\+Inf"\} 2$/m)
  assert.match(text, /^seconds_sum\{route="\/"\} 100\.03$/m)
  assert.match(text, /^# TYPE jobs gauge\njobs\{state="waiting"\} 4$/m)
})

test('a gauge that fails leaves the others readable', async () => {
  const telemetry = openTelemetry()
  telemetry.gauge('broken', 'Fails.', () => Promise.reject(new Error('no database')))
  telemetry.gauge('whole', 'Works.', () => [{ value: 1 }])
  assert.match(await telemetry.text(), /^whole 1$/m)
})

test('labels that never end do not fill the memory', async () => {
  const telemetry = openTelemetry()
  for (let i = 0; i < 5000; i++) telemetry.count('n', { path: String(i) })
  assert.equal((await telemetry.text()).match(/^n\{/gm)?.length, 2000)
})
