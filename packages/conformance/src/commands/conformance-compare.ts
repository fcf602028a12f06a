import { writeFileSync } from 'node:fs'
import { renderReport } from '../report/render-report.js'
import { readResults } from '../runner/read-results.js'
import { UsageError } from '../runner/usage-error.js'
import { verdict } from '../runner/verdict.js'
import { loadSpec } from '../spec/load.js'
import { type Report, refused } from './report.js'

/** One page for the results of several ports, and the verdict on each. */
export function compare(files: readonly string[], out: string): Report {
  try {
    const all = files.map(readResults)
    const spec = loadSpec()
    writeFileSync(out, renderReport(all, spec))
    const lines = all.map((results) => `${results.port.name}: ${verdict(results, spec)}`)
    return { result: { ok: true, out }, lines: [...lines, `wrote ${out}`], exitCode: 0 }
  } catch (error) {
    if (error instanceof UsageError) return refused(error.message, 2)
    throw error
  }
}
