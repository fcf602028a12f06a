import { expect, it } from 'vitest'
import { FaultCounter } from '../../src/adapters/fault-counter.js'

it('a store breaks with the call that is named, and stays broken', () => {
  const calls = new FaultCounter({ get: 1, put: 3 })
  expect(() => calls.get()).toThrow('cannot be read')
  calls.put()
  calls.put()
  expect(() => calls.put()).toThrow('cannot be written')
  expect(() => calls.put()).toThrow('cannot be written')
})

it('a store of which nothing is said does not break', () => {
  const calls = new FaultCounter()
  for (let i = 0; i < 10; i++) {
    calls.get()
    calls.put()
  }
})
