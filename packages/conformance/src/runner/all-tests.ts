import { checkTests } from '../checks/tests.js'
import { liveTests } from '../live/tests.js'
import type { Port } from '../suite/port.js'
import type { Test } from '../suite/test.js'
import type { Reference } from './reference.js'
import { vectorTests } from './vector-tests.js'

/** A side over HTTP that alone is asked, where there is nothing else of a port to be reached. */
export type Side = 'server' | 'client'

/** Everything that can be asked of a port: first what needs no connection, last what may break it. */
export function allTests(port: Port, reference: Reference, side?: Side): Test[] {
  const { spec } = reference
  const tests = [
    ...vectorTests(port.dialect, reference),
    ...liveTests(port, { spec, ...(side && { sides: [side] }) }),
    ...checkTests(port),
  ]
  return side === undefined ? tests : tests.filter(({ needs }) => needs === side)
}
