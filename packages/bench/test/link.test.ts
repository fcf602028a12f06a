import { expect, it } from 'vitest'
import { Link } from '../src/end-to-end/link.js'

it('has a byte arrive half a round trip after it has left', () => {
  const link = new Link({ roundTrip: 50, rate: 8000 })
  // 8,000 bits a second are a byte a millisecond.
  expect(link.arrival(1000, 1)).toBe(1000 + 1 + 25)
})

it('sends what is handed over together one after the other, at its rate', () => {
  const link = new Link({ roundTrip: 0, rate: 8000 })
  expect([100, 200, 50].map((bytes) => link.arrival(0, bytes))).toEqual([100, 300, 350])
})

it('saves up no rate while nothing is sent', () => {
  const link = new Link({ roundTrip: 10, rate: 8000 })
  link.arrival(0, 10)
  expect(link.arrival(5000, 10)).toBe(5000 + 10 + 5)
})
