import type { CID } from 'multiformats/cid'
import { expect, it } from 'vitest'
import { Advance } from '../src/advance.js'
import { raw } from './support/blocks.js'

/** Whether to be asked for this gets on; it is tried to give all of it. */
function asked(advance: Advance, missing: readonly CID[]): boolean {
  const gets = advance.by(missing)
  for (const { bytes } of missing) advance.try(bytes)
  return gets
}

const [a, b, c] = [raw('a').cid, raw('b').cid, raw('c').cid]

it('takes what is new, and less, for getting on', () => {
  const advance = new Advance()
  expect(asked(advance, [a, b])).toBe(true)
  expect(asked(advance, [b])).toBe(true)
  expect(asked(advance, [b, c])).toBe(true)
  expect(asked(advance, [c])).toBe(true)
})

it('takes the same again, or other things known, for standing still', () => {
  const advance = new Advance()
  asked(advance, [a, b])
  expect(asked(advance, [a, b])).toBe(false)
  expect(asked(advance, [b, a])).toBe(false)
  expect(asked(advance, [a])).toBe(true)
  expect(asked(advance, [b])).toBe(false)
})

it('takes less for getting on only as often as it has patience', () => {
  const many = Array.from({ length: 10 }, (_, i) => raw(`${i}`).cid)
  const advance = new Advance(3)
  asked(advance, many)
  for (const left of [9, 8, 7]) expect(asked(advance, many.slice(0, left))).toBe(true)
  expect(asked(advance, many.slice(0, 6))).toBe(false)
  expect(asked(advance, [a])).toBe(true)
})

it('takes what was asked for, and never given, for new', () => {
  const advance = new Advance()
  expect(advance.by([a, b])).toBe(true)
  advance.try(a.bytes)
  expect(advance.tried(a.bytes)).toBe(true)
  expect(advance.tried(b.bytes)).toBe(false)
  expect(advance.by([a, b])).toBe(true)
  advance.try(b.bytes)
  expect(advance.by([a, b])).toBe(false)
})
