import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, judgeAnswers } from './asks.ts'

const cases: readonly (readonly [why: string, answers: string, asked: number, standing: string])[] = [
  ['nobody answered', '', 3, 'open'],
  ['one answer waits for a second', 'same', 3, 'open'],
  ['one who is not sure says nothing', 'unsure', 3, 'open'],
  ['one sure and one unsure still wait', 'same unsure', 3, 'open'],
  ['two alike close it', 'same same', 3, 'agreed same'],
  ['two alike close it the other way', 'different different', 5, 'agreed different'],
  ['an unsure one does not keep two from agreeing', 'unsure same same', 3, 'agreed same'],
  ['two that differ go to the officer', 'same different', 3, 'officer differ'],
  ['a later difference goes there too', 'same different same', 3, 'officer differ'],
  ['a library that stands alone is confirmed by the officer', 'same', 1, 'officer alone'],
  ['nobody was sure', 'unsure unsure', 2, 'officer unsure'],
  ['all answered and only one was sure', 'same unsure', 2, 'officer unsure'],
]

for (const [why, words, asked, standing] of cases) {
  test(why, () => {
    const answers =
      words === '' ? [] : words.split(' ').map((answer, i) => ({ library: `${i}`, answer: answer as Answer }))
    assert.equal(Object.values(judgeAnswers(answers, asked)).join(' '), standing)
  })
}
