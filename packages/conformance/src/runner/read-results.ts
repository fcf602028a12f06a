import { readFileSync } from 'node:fs'
import { RESULTS_FORMAT, type Results } from '../suite/results.js'
import { resultsSchema } from './results-schema.js'
import { UsageError } from './usage-error.js'

/** @throws UsageError for a file that is not there, not of results, or of another format */
export function readResults(path: string): Results {
  const value = parse(path)
  const format = (value as { format?: unknown } | null)?.format
  if (Number.isInteger(format) && format !== RESULTS_FORMAT) {
    throw new UsageError(
      `${path}: results of format ${format}, this suite reads format ${RESULTS_FORMAT}; ` +
        'run the suite again, or use the version that wrote the file',
    )
  }
  const { success, data, error } = resultsSchema.safeParse(value)
  if (success) return data
  const { path: at, message } = error.issues[0]!
  throw new UsageError(`${path}: not results of this suite: ${at.join('.') || 'it'}: ${message}`)
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    const { message } = error as Error
    throw new UsageError(error instanceof SyntaxError ? `${path}: not JSON: ${message}` : message)
  }
}
