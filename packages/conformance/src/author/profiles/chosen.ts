import type { Operation, Profile } from '@car-mirror/vectors'
import type { Area, Case } from '../area.js'

/**
 * Cases of the specification put to a dialect, so that the inputs are the same.
 * @throws RangeError for the name of a case that is not there (any more)
 */
export function chosen<O extends Operation>(
  profile: Profile,
  area: Area<O>,
  names: readonly string[],
  about: string = area.about,
): Area<O> {
  const cases = names.map((name): Case<O> => {
    const found = area.cases.find((candidate) => candidate.name === name)
    if (found === undefined) throw new RangeError(`${area.area} has no case ${name}`)
    // A comment speaks of what becomes of the input under the specification.
    const { comment: _, ...rest } = found
    return rest
  })
  return { ...area, profile, about, cases }
}
