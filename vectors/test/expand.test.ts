import { expect, it } from 'vitest'
import { described, digested, NamedDag, toBytes, toElements, toHex } from '../src/index.js'

/** sha2-256 of 1,025 bytes of 0xff, by another implementation: head -c 1025 /dev/zero | tr '\0' '\377' | sha256sum */
const FF_1025 = 'cfa09fc62347a7862f3b24f964294a7a265302df4f360bc3b0881e6060d32e62'
/** CIDv1 (raw, sha2-256) of the ASCII digits "7": printf 7 | sha256sum */
const SEVEN = '015512207902699be42c8a8e46fbbb4501726517e86b22c56a189f7625a6da49081b2451'

it('writes bytes of up to 1 KiB as they are and longer ones as parts', () => {
  expect(described(['00', { repeat: 'ff', times: 2 }])).toBe('00ffff')
  expect(described([{ repeat: 'ff', times: 1024 }])).toBe('ff'.repeat(1024))
  const parts = [{ repeat: 'ff', times: 1025 }]
  expect(described(parts)).toEqual({ parts, length: 1025, sha256: FF_1025 })
})

it('joins parts, and refuses those that do not make what they say', () => {
  const parts = ['ff', { repeat: 'ffff', times: 512 }]
  expect(toHex(toBytes({ parts, length: 1025, sha256: FF_1025 }))).toBe('ff'.repeat(1025))
  expect(() => toBytes({ parts, length: 1024, sha256: FF_1025 })).toThrow(RangeError)
  expect(() => toBytes({ parts: ['00'], length: 1025, sha256: FF_1025 })).toThrow(RangeError)
})

it('expects long bytes by their hash', () => {
  expect(digested('00ff')).toBe('00ff')
  expect(digested('ff'.repeat(1025))).toEqual({ length: 1025, sha256: FF_1025 })
})

it('makes rows of CIDs', () => {
  expect(toElements({ cids: { first: 6, count: 2 } }).map(toHex)[1]).toBe(SEVEN)
  expect(toElements(['00', 'ff']).map(toHex)).toEqual(['00', 'ff'])
})

it('knows blocks by name and names by CID', () => {
  const dag = new NamedDag([
    { name: 'good', cid: 'aa', bytes: '01' },
    { name: 'forged', cid: 'aa', bytes: '02' },
  ])
  expect(dag.blocks(['forged', 'good']).map(({ bytes }) => bytes)).toEqual(['02', '01'])
  expect(dag.names(['aa', 'bb'])).toEqual(['good', 'bb'])
  expect(() => dag.block('nobody')).toThrow('nobody')
})
