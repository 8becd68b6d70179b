import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal } from '#lib/refusal.ts'
import { evaluate, pairKey } from './evaluate.ts'
import { readGroups, readTruth } from './truth.ts'

const head = 'file\trecord\tcontrol_number\tgroup\tscore\toutcome'
const groups = readGroups(
  [
    head,
    '/d/local_A.xml.gz\t1\ta1\t1\t1\tgroup',
    '/d/local_A.xml.gz\t2\ta2\t2\t0\tapart',
    '/d/local_B.xml.gz\t1\tb1\t1\t1\tgroup',
    '/d/local_B.xml.gz\t2\tb2\t1\t1\tgroup',
    '/d/local_B.xml.gz\t3\tb3\t3\t0\tapart',
    '',
  ].join('\n'),
)

const shapes: readonly [string, string][] = [
  ['clusters of keys', 'oclc\tn\tn_institutions\tlocal_keys\n9\t2\t2\tA_a1|B_b1\n8\t2\t2\tA_a2|B_b2\n7\t1\t1\tC_c1'],
  [
    'file, record number, cluster',
    'file\trecord number\tcluster\nlocal_A.xml.gz\t1\t9\nlocal_B.xml.gz\t1\t9\nlocal_A.xml.gz\t2\t8\nlocal_B.xml.gz\t2\t8\nx.mrc\t1\t7',
  ],
  [
    'three columns without a header',
    '/d/local_A.xml.gz\t1\t9\n/d/local_B.xml.gz\t1\t9\n/d/local_A.xml.gz\t2\t8\n/d/local_B.xml.gz\t2\t8\nx.mrc\t1\t7',
  ],
  [
    'file and control number',
    'file\tcontrol_number\tcluster\r\nlocal_A\ta1\t9\r\nlocal_B\tb1\t9\r\nlocal_A\ta2\t8\r\nlocal_B\tb2\t8\r\nx\tx1\t7\r\n',
  ],
]

for (const [name, truth] of shapes) {
  test(`a truth of ${name} is read and counted pair by pair`, () => {
    const result = evaluate(groups, readTruth(truth), new Set([pairKey(groups[3]!, groups[1]!)]))
    const { records, unknown, clusters, right, joinedWrongly, missed, missedButAsked } = result
    assert.deepEqual(
      { records, unknown, clusters, right, joinedWrongly, missed, missedButAsked },
      { records: 4, unknown: 1, clusters: 2, right: 1, joinedWrongly: 2, missed: 1, missedButAsked: 1 },
    )
    assert.equal(result.precision, 1 / 3)
    assert.equal(result.recall, 1 / 2)
    assert.equal(result.f1, 0.4)
    assert.deepEqual(
      result.errors.map(({ kind, a, b }) => [kind, a.controlNumber, b.controlNumber]),
      [
        ['missed', 'a2', 'b2'],
        ['joined', 'a1', 'b2'],
        ['joined', 'b1', 'b2'],
      ],
    )
  })
}

test('tables of another kind are refused by name', () => {
  const code = (error: unknown) => (isRefusal(error) ? error.code : '')
  assert.throws(
    () => readGroups('a\tb\n1\t2'),
    (error) => code(error) === 'matching.not-groups',
  )
  assert.throws(
    () => readTruth('a\tb\n1\t2'),
    (error) => code(error) === 'matching.not-a-truth',
  )
  assert.throws(
    () => readTruth(''),
    (error) => code(error) === 'matching.not-a-truth',
  )
})
