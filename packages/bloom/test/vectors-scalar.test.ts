import { runVectors } from '@car-mirror/fixtures'
import { afterAll, expect, it } from 'vitest'
import { vectorSubject } from './vector-subject.js'
import { bloomWithout } from './without.js'

const { kernel, bloom } = await bloomWithout('SIMD')

it('what follows runs without SIMD', () => {
  expect(kernel.name).not.toBe('simd')
})

runVectors({ it, afterAll }, vectorSubject(bloom), { skip: ['literal-reading'] })
