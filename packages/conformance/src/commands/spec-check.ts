import { checkVectors } from '../author/check-vectors.js'
import { paths } from '../author/paths.js'
import { checkLock, writeLock } from '../trace/lock.js'
import { findProblems } from '../trace/problems.js'
import { buildTrace } from '../trace/trace.js'
import { counted, done, type Report, refusal } from './report.js'
import { type Inputs, readInputs } from './spec-inputs.js'

/**
 * Whether the text, and all that names its clauses, fit together.
 *
 * @throws SpecProblems ERR_SPEC if the text cannot even be read
 */
export async function check({ write = false }: { write?: boolean }): Promise<Report> {
  const vectorProblems = await checkVectors()
  try {
    const inputs = readInputs()
    const trace = buildTrace(inputs)
    if (write) writeLock(paths.root, trace)
    const problems = [
      ...findProblems(inputs, trace),
      ...inputs.seeProblems,
      ...checkLock(paths.root, trace),
      ...vectorProblems,
    ]
    return problems.length > 0 ? refusal(problems) : summary(inputs)
  } catch (error) {
    // A file of vectors that breaks its schema may break anything; what is wrong with it is known.
    if (vectorProblems.length > 0) return refusal(vectorProblems)
    throw error
  }
}

function summary({ spec, files, mutants, sees, profiles }: Inputs): Report {
  const counts = {
    clauses: spec.clauses.size,
    vectors: files.reduce((sum, { vectors }) => sum + vectors.length, 0),
    mutants: mutants.length,
    deviations: profiles.reduce((sum, { deviations }) => sum + deviations.length, 0),
    sees: sees.length,
  }
  const line = [
    counted(counts.clauses, 'clause'),
    counted(counts.vectors, 'vector'),
    counted(counts.mutants, 'mutant'),
    counted(counts.deviations, 'deviation'),
    counted(counts.sees, '@see', '@see'),
  ].join(', ')
  return done(counts, `${line}: no problems`)
}
