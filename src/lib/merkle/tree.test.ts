import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { Frontier } from './frontier.ts'
import {
  consistencyProof,
  type Hash,
  inclusionProof,
  leafHash,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from './tree.ts'

// The test vectors of the Certificate Transparency reference implementation (RFC 6962), in hexadecimal.
const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const leaves = ENTRIES.map((entry) => leafHash(Buffer.from(entry, 'hex')))
const hex = (hash: Hash): string => Buffer.from(hash).toString('hex')
const someLeaves = fc.integer({ min: 1, max: 130 }).map((n) => Array.from({ length: n }, (_, i) => leafHash(`${i}`)))

function flip(hash: Hash): Hash {
  const other = Buffer.from(hash)
  other[0] = (other[0] ?? 0) ^ 1
  return other
}

describe('the RFC 6962 tree', () => {
  for (const [size, root] of ROOTS.entries()) {
    test(`the root over ${size} known entries`, () => {
      assert.equal(hex(treeRoot(leaves.slice(0, size))), root)
      const frontier = new Frontier()
      for (const leaf of leaves.slice(0, size)) frontier.append(leaf)
      assert.equal(hex(frontier.root()), root)
    })
  }

  test('known proofs', () => {
    assert.deepEqual(inclusionProof(leaves, 0).map(hex), [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ])
    assert.deepEqual(consistencyProof(leaves, 6).map(hex), [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
  })

  test('every leaf of every tree is proved, and nothing else is', () => {
    fc.assert(
      fc.property(someLeaves, fc.nat(), (all, pick) => {
        const index = pick % all.length
        const claim = {
          leaf: all[index] as Hash,
          index,
          size: all.length,
          root: treeRoot(all),
          proof: inclusionProof(all, index),
        }
        assert.ok(verifyInclusion(claim))
        assert.ok(!verifyInclusion({ ...claim, leaf: flip(claim.leaf) }))
        assert.ok(!verifyInclusion({ ...claim, root: flip(claim.root) }))
        assert.ok(!verifyInclusion({ ...claim, proof: [...claim.proof, claim.leaf] }))
        if (all.length > 1) assert.ok(!verifyInclusion({ ...claim, index: (index + 1) % all.length }))
        if (claim.proof.length > 0) assert.ok(!verifyInclusion({ ...claim, proof: claim.proof.slice(1) }))
      }),
    )
  })

  test('every older tree is proved to be the beginning of the newer one, and a changed one is not', () => {
    fc.assert(
      fc.property(someLeaves, fc.nat(), (all, pick) => {
        const oldSize = pick % (all.length + 1)
        const claim = {
          oldSize,
          oldRoot: treeRoot(all.slice(0, oldSize)),
          newSize: all.length,
          newRoot: treeRoot(all),
          proof: consistencyProof(all, oldSize),
        }
        assert.ok(verifyConsistency(claim))
        assert.ok(!verifyConsistency({ ...claim, oldRoot: flip(claim.oldRoot) }))
        if (oldSize > 0) assert.ok(!verifyConsistency({ ...claim, newRoot: flip(claim.newRoot) }))
        if (claim.proof.length > 0) assert.ok(!verifyConsistency({ ...claim, proof: claim.proof.slice(1) }))
      }),
    )
  })

  test('a frontier goes on after it was stored', () => {
    fc.assert(
      fc.property(someLeaves, fc.nat(), (all, pick) => {
        const cut = pick % (all.length + 1)
        const before = new Frontier()
        for (const leaf of all.slice(0, cut)) before.append(leaf)
        const after = Frontier.fromBytes(before.size, before.toBytes())
        for (const leaf of all.slice(cut)) after.append(leaf)
        assert.equal(after.size, all.length)
        assert.equal(hex(after.root()), hex(treeRoot(all)))
      }),
    )
    assert.throws(() => Frontier.fromBytes(3, new Uint8Array(32)), RangeError)
  })
})
