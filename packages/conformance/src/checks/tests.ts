import type { Port } from '../suite/port.js'
import type { Test } from '../suite/test.js'
import { adversarial } from './adversarial/index.js'
import { testOf } from './check.js'
import { sessionTests } from './session/index.js'

/**
 * What is asked of a live port besides the vectors: hostile peers, and sessions over made-up DAGs.
 */
export function checkTests(_port: Port): Test[] {
  return [...adversarial.map(testOf), ...sessionTests()]
}
