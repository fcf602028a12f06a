import { expect, it } from 'vitest'
import { selected } from '../../src/runner/select.js'
import { testOf } from './support.js'

const tests = [
  testOf('filter-has/a'),
  { ...testOf('filter-has/a-b'), requirements: ['BF-10', 'BF-9'] },
  { ...testOf('filter-insert/a'), requirements: ['BF-1'] },
  { ...testOf('adv-1/server/x'), layer: 'session' as const, requirements: ['HTTP-1'] },
  { ...testOf('adv-10/server/x'), layer: 'session' as const, requirements: ['BF-1'] },
]

function ids(only: string[], skip: string[] = []) {
  return selected(tests, { only, skip }).map(({ id }) => id)
}

it('takes an id for that test alone, and the beginning of ids for all of them', () => {
  expect(ids(['filter-has/a'])).toEqual(['filter-has/a'])
  expect(ids(['filter-has/'])).toEqual(['filter-has/a', 'filter-has/a-b'])
  expect(ids(['filter'])).toHaveLength(3)
  expect(ids(['adv-1/'])).toEqual(['adv-1/server/x'])
})

it('takes a clause and a layer', () => {
  expect(ids(['BF-1'])).toEqual(['filter-insert/a', 'adv-10/server/x'])
  expect(ids(['session'])).toEqual(['adv-1/server/x', 'adv-10/server/x'])
})

it('joins what is asked for, in the order of the tests, and leaves out what is not wanted', () => {
  expect(ids(['session', 'filter-has/a'])).toEqual([
    'filter-has/a',
    'adv-1/server/x',
    'adv-10/server/x',
  ])
  expect(ids([], ['session', 'BF-9'])).toEqual(['filter-insert/a'])
  expect(ids(['BF-1'], ['session'])).toEqual(['filter-insert/a'])
})

it.each([
  [['nonsuch'], []],
  [[], ['BF-99']],
  [['BF-9', ''], []],
])('names a test with %j and %j', (only, skip) => {
  expect(() => ids(only, skip)).toThrow('names no test')
})
