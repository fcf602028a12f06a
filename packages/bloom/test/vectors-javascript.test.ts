import { runVectors } from '@car-mirror/fixtures'
import { afterAll, expect, it } from 'vitest'
import { vectorSubject } from './vector-subject.js'
import { bloomWithout } from './without.js'

const { kernel, bloom } = await bloomWithout('WebAssembly')

it('what follows runs without WebAssembly', () => {
  expect(kernel.name).toBe('javascript')
})

runVectors({ it, afterAll }, vectorSubject(bloom), { skip: ['literal-reading'] })
