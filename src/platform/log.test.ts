import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openLog } from './log.ts'

const now = () => new Date('2026-11-22T08:00:00Z')

function aLog(format: 'json' | 'lines', level: 'debug' | 'info' | 'warn' = 'info') {
  const lines: string[] = []
  return { lines, log: openLog({ level, format, write: (line) => lines.push(line), now }) }
}

test('a line of JSON has its time, level, event and facts, also bound ones', () => {
  const { lines, log } = aLog('json')
  log.with({ requestId: 'r1' }).info('request', { status: 200, size: 12n })
  assert.deepEqual(JSON.parse(lines[0] ?? ''), {
    at: '2026-11-22T08:00:00.000Z',
    level: 'info',
    event: 'request',
    requestId: 'r1',
    status: 200,
    size: '12',
  })
})

test('an error is written with its cause and stack', () => {
  const { lines, log } = aLog('json')
  log.error('failed', { error: new Error('outer', { cause: new Error('inner') }) })
  const { error } = JSON.parse(lines[0] ?? '') as {
    error: { message: string; stack: string; cause: { message: string } }
  }
  assert.equal(error.message, 'outer')
  assert.equal(error.cause.message, 'inner')
  assert.match(error.stack, /log\.test\.ts/)
})

test('what is below the level is not written', () => {
  const { lines, log } = aLog('json', 'warn')
  log.debug('a')
  log.info('b')
  log.warn('c')
  assert.equal(lines.length, 1)
})

test('a line for people is one line, however the facts try to make two', () => {
  const { lines, log } = aLog('lines')
  log.info('request', { path: '/a\nINFO forged', status: 200 })
  assert.equal(lines[0], '08:00:00 request path="/a\\nINFO forged" status=200')
})
