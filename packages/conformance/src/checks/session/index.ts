import type { Test } from '../../suite/test.js'
import { type Invariant, invariants, type Setting } from './invariants.js'
import { holds } from './property.js'

const SETTINGS: readonly Setting[] = [
  { direction: 'pull', side: 'server' },
  { direction: 'push', side: 'server' },
  { direction: 'pull', side: 'client' },
  { direction: 'push', side: 'client' },
]

/** Sessions over made-up DAGs, judged by what must hold of any. */
export function sessionTests(): Test[] {
  return SETTINGS.flatMap((setting) => invariants.map((invariant) => testOf(invariant, setting)))
}

function testOf(invariant: Invariant, setting: Setting): Test {
  const { direction, side } = setting
  const id = `session/${direction}/${side}/${invariant.name}`
  return {
    id,
    layer: 'session',
    profile: 'spec',
    requirements: invariant.requirements(setting),
    about: `${direction} over made-up DAGs: ${invariant.about}`,
    needs: side,
    run: (port, context) => holds(invariant, setting, port, context, id),
  }
}
