import { runVectors } from '@car-mirror/fixtures'
import { afterAll, it } from 'vitest'
import * as bloom from '../src/index.js'
import { vectorSubject } from './vector-subject.js'

// The bit order is pinned (BF-12); the vectors of the other reading are for who wants to see it fail.
runVectors({ it, afterAll }, vectorSubject(bloom), { skip: ['literal-reading'] })
