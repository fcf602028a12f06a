import { expect, it } from 'vitest'
import { Advance } from '../src/advance.js'
import { raw } from './support/blocks.js'

const [a, b, c] = [raw('a').cid, raw('b').cid, raw('c').cid]

it('takes what is new, and less, for getting on', () => {
  const advance = new Advance()
  expect(advance.by([a, b])).toBe(true)
  expect(advance.by([b])).toBe(true)
  expect(advance.by([b, c])).toBe(true)
  expect(advance.by([c])).toBe(true)
})

it('takes the same again, or other things known, for standing still', () => {
  const advance = new Advance()
  advance.by([a, b])
  expect(advance.by([a, b])).toBe(false)
  expect(advance.by([b, a])).toBe(false)
  expect(advance.by([a])).toBe(true)
  expect(advance.by([b])).toBe(false)
})

it('takes less for getting on only as often as it has patience', () => {
  const many = Array.from({ length: 10 }, (_, i) => raw(`${i}`).cid)
  const advance = new Advance(3)
  advance.by(many)
  for (const left of [9, 8, 7]) expect(advance.by(many.slice(0, left))).toBe(true)
  expect(advance.by(many.slice(0, 6))).toBe(false)
  expect(advance.by([a])).toBe(true)
})
