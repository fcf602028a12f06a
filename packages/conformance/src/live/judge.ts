import {
  differences,
  type Expect,
  type Operation,
  type Outcome,
  type Vector,
} from '@car-mirror/vectors'
import { hasElement } from '../model/has-element.js'
import { problemOf } from '../runner/problems.js'
import type { Problem } from '../suite/test.js'
import type { Aspect, Side } from './aspects.js'
import type { Scene } from './scene.js'

/** What is wrong with an outcome in one aspect. What nobody can tell (undefined) is not judged. */
export function judged<O extends Operation>(
  vector: Vector<O>,
  { value, error }: { readonly value: Side; readonly error?: Outcome<O>['error'] },
  aspect: Aspect,
  scene: Scene,
): Problem[] {
  const unknown = Object.keys(value).filter((key) => value[key] === undefined)
  const view = (side: Side) => {
    const entries = Object.entries(aspect.keep(side)).filter(([key]) => !unknown.includes(key))
    return Object.fromEntries(entries)
  }
  const seen = {
    ...vector,
    flags: vector.flags?.filter((flag) => flag !== 'ordered' || aspect.isOrdered) ?? [],
    ...(vector.expect && { expect: view({ ...vector.expect }) as Expect<O> }),
  }
  const outcome = { value: view(value), ...(error && { error }) } as Outcome<O>
  const wrong = differences(seen, outcome, scene.dag, hasElement(scene.model.filter))
  return wrong.map((difference) => problemOf(difference, () => undefined))
}
