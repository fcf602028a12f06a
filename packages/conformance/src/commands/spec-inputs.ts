import { vectorFiles } from '@car-mirror/vectors'
import { paths } from '../author/paths.js'
import { mutants } from '../mutants/catalogue.js'
import type { Mutant } from '../mutants/mutant.js'
import type { Spec } from '../spec/clause.js'
import { loadSpec } from '../spec/load.js'
import { loadProfiles, profileNames } from '../spec/profiles.js'
import { checks } from '../trace/checks.js'
import { collectSees } from '../trace/collect.js'
import type { TraceInput } from '../trace/trace.js'

export interface Inputs extends TraceInput {
  readonly spec: Spec
  readonly mutants: readonly Mutant[]
  /** `@see` that cannot be read. */
  readonly seeProblems: readonly string[]
}

/**
 * Reads all that the trace is made of.
 *
 * @throws SpecProblems ERR_SPEC
 */
export function readInputs(): Inputs {
  const spec = loadSpec()
  const profiles = loadProfiles(spec)
  const files = profileNames.flatMap((name) => vectorFiles(name))
  const { sees, problems: seeProblems } = collectSees(paths.root)
  return { spec, profiles, files, mutants, checks, sees, seeProblems }
}
