import { type Port, PortProblem, type ProblemKind } from '../../src/suite/port.js'
import { type Finding, pass, type Test, type TestContext } from '../../src/suite/test.js'

/** A port that has one operation, and no process. */
export function fakePort(rest: Partial<Port> = {}): Port {
  return {
    name: 'fake',
    version: '1',
    dialect: 'spec',
    subject: { xxh3: () => ({}) },
    close: async () => {},
    ...rest,
  }
}

type Step = Finding | ProblemKind | Error | ((context: TestContext) => Promise<Finding>)

/** A test that goes through these steps, one each time that it is run; the last for ever. */
export function testOf(
  id: string,
  ...steps: readonly Step[]
): Test & { readonly runs: () => number } {
  let runs = 0
  return {
    id,
    layer: 'codec',
    profile: 'spec',
    requirements: ['BF-9'],
    about: 'nothing',
    needs: 'xxh3',
    runs: () => runs,
    run: async (_, context) => {
      const step = steps[Math.min(runs++, steps.length - 1)] ?? pass
      if (typeof step === 'function') return step(context)
      if (step instanceof Error) throw step
      if (typeof step === 'string') throw new PortProblem(step, `it was ${step}`)
      return step
    },
  }
}

export const failing: Finding = { status: 'fail', problems: [{ message: 'wrong' }] }
