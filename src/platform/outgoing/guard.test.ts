import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OutgoingFault } from './fault.ts'
import { checkUrl, isInside } from './guard.ts'

test('addresses inside are told from those outside, in both families and in each other’s writing', () => {
  const inside = [
    '127.0.0.1',
    '10.9.8.7',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '::ffff:127.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'ff02::1',
    'nonsense',
  ]
  const outside = ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2.144.0.1', '2a00:1450::1', '::ffff:8.8.8.8']
  for (const address of inside) assert.equal(isInside(address), true, address)
  for (const address of outside) assert.equal(isInside(address), false, address)
})

test('an address is checked however it is written, and a host that is named may be inside', () => {
  const codeOf = (url: string, allowed: readonly string[] = []) => {
    try {
      checkUrl(url, allowed)
      return null
    } catch (error) {
      return error instanceof OutgoingFault ? error.code : error
    }
  }
  for (const url of [
    'http://2130706433/',
    'http://0x7f.1/',
    'http://127.1/',
    'http://[::ffff:7f00:1]/',
    'https://10.1/',
  ]) {
    assert.equal(codeOf(url), 'inside', url)
  }
  assert.equal(codeOf('http://127.0.0.1:81/', ['127.0.0.1']), null)
  assert.equal(codeOf('http://127.0.0.1:81/', ['127.0.0.1:80']), 'inside')
  assert.equal(codeOf('https://127.0.0.1/', ['127.0.0.1:443']), null)
  assert.equal(codeOf('gopher://x/'), 'scheme')
  assert.equal(codeOf('http://a:b@example.org/'), 'credentials')
  assert.equal(codeOf('//example.org'), 'address')
  assert.equal(codeOf('https://lib.example.ir/oai'), null)
})
