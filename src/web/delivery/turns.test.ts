import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Turns } from './turns.ts'

/** Works for those who ask, in the order they are let in; `finish` ends the oldest work. */
function aDesk(turns: Turns) {
  const entered: string[] = []
  const working: (() => void)[] = []
  const ask = (who: string) =>
    void turns.enter(who).then((done) => {
      entered.push(who)
      working.push(done)
    })
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  const finish = async () => {
    working.shift()?.()
    await settle()
  }
  return { entered, ask, finish, settle }
}

test('a thousand requests of one do not stand before the first of another', async () => {
  const { entered, ask, finish, settle } = aDesk(new Turns({ all: 3, each: 2 }))
  for (let i = 0; i < 1000; i++) ask('flood')
  await settle()
  assert.deepEqual(entered, ['flood', 'flood'])
  ask('librarian')
  await settle()
  assert.deepEqual(entered.slice(2), ['librarian'])
  ask('second')
  ask('third')
  await settle()
  assert.equal(entered.length, 3)
  for (let i = 0; i < 4; i++) await finish()
  assert.deepEqual(entered.slice(3, 6).toSorted(), ['flood', 'second', 'third'])
})

test('everybody is let in in the end, and never more at once than allowed', async () => {
  const turns = new Turns({ all: 4, each: 2 })
  let [now, most, done] = [0, 0, 0]
  const each = new Map<string, number>()
  const work = async (who: string) => {
    const leave = await turns.enter(who)
    now += 1
    each.set(who, (each.get(who) ?? 0) + 1)
    most = Math.max(most, now)
    assert.ok(each.get(who)! <= 2, who)
    await new Promise((resolve) => setImmediate(resolve))
    now -= 1
    done += 1
    each.set(who, each.get(who)! - 1)
    leave()
    leave()
  }
  await Promise.all(Array.from({ length: 300 }, (_, i) => work(`who${i % 7}`)))
  assert.deepEqual([most, done, now], [4, 300, 0])
})
