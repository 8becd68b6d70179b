import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LEVEL_OF_ROLE, ROLES, SECOND_FACTOR_ROLES } from './contract.ts'
import { grantersOf, MAY_GRANT, OFFICERS, oneLine, passwordFit, userNameFit } from './rules.ts'
import { en } from './text.en.ts'
import { fa } from './text.fa.ts'

const LEVELS = ['system', 'network', 'province', 'library'] as const

test('nobody gives a role wider than their own, and who gives roles needs a second factor', () => {
  for (const role of ROLES) {
    for (const given of MAY_GRANT[role]) {
      assert.ok(LEVELS.indexOf(LEVEL_OF_ROLE[given]) >= LEVELS.indexOf(LEVEL_OF_ROLE[role]), `${role} gives ${given}`)
    }
    assert.ok(grantersOf(role).includes('administrator'), `an administrator gives ${role}`)
  }
  for (const officer of OFFICERS) assert.ok(SECOND_FACTOR_ROLES.includes(officer), officer)
})

test('passwords: length counts, not signs; what is guessed at once is refused', () => {
  const codeOf = (password: string) => {
    try {
      passwordFit(password, 'maryam')
      return null
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  for (const good of ['یک جملهٔ ساده', 'correct horse', 'کتابخانهٔ شهر ما', '7391048265'])
    assert.equal(codeOf(good), null, good)
  const bad = ['aaaaaaaaaa', '۱۲۳۴۵۶۷۸۹۰', '1234567890', 'MARYAM-MARYAM', 'my-Passw0rd!', 'qwertyuiop']
  for (const password of bad) assert.equal(codeOf(password), 'people.password-guessable', password)
  assert.equal(codeOf('نه حرف'), 'people.password-short')
})

test('user names are kept in one spelling', () => {
  assert.equal(userNameFit(' Maryam.Rezaei '), 'maryam.rezaei')
  assert.equal(userNameFit('ｍａｒｙａｍ'), 'maryam')
  for (const wrong of ['', 'a', '1a2', 'ma ryam', 'مریم', 'a'.repeat(31), 'me@example']) {
    assert.throws(() => userNameFit(wrong), { code: 'people.user-name-shape' }, wrong)
  }
})

test('names lose control characters and nothing else', () => {
  assert.equal(oneLine(' کتابخانه‌های\u0000 شهر\n'), 'کتابخانه‌های  شهر')
})

test('every refusal has its sentence, with the facts it names, in both languages', () => {
  const facts = { minutes: 3, role: 'librarian', level: 'library' }
  for (const words of [fa, en]) {
    for (const [code, sentence] of Object.entries(words.refusals)) {
      const said = (sentence as (facts: object) => string)(facts)
      assert.match(said, /[.؛]$|\.$/, code)
      assert.doesNotMatch(said, /undefined|null|\[object/, code)
    }
  }
  assert.deepEqual(Object.keys(en.refusals), Object.keys(fa.refusals))
  assert.deepEqual(Object.keys(en.actions).sort(), Object.keys(fa.actions).sort())
})
