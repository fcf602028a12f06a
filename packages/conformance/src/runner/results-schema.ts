import * as z from 'zod'
import { RESULTS_FORMAT, type Results } from '../suite/results.js'

const level = z.enum(['MUST', 'SHOULD', 'MAY'])
const dialect = z.enum(['spec', 'rs', 'go'])
const count = z.int().nonnegative()

const problem = z
  .object({
    message: z.string(),
    at: z.string().optional().meta({ description: 'where in the value' }),
    expected: z.string().optional(),
    actual: z.string().optional(),
    hex: z.boolean().optional().meta({ description: 'both are bytes in hex' }),
    differsAt: count.optional().meta({ description: 'the first byte, or character, that differs' }),
  })
  .meta({ id: 'problem' })

const shown = z
  .object({ label: z.string(), text: z.string().optional(), hex: z.string().optional() })
  .meta({ id: 'shown', description: 'what went to the port, or came from it' })

const result = z
  .object({
    id: z.string(),
    layer: z.enum(['codec', 'round', 'session']),
    profile: dialect,
    requirements: z.array(z.string()),
    level: level.meta({ description: 'the strictest of its clauses' }),
    about: z.string(),
    status: z.enum([
      'pass',
      'fail',
      'expected-fail',
      'unexpected-pass',
      'unsupported',
      'could-not-run',
      'harness-error',
    ]),
    milliseconds: count,
    why: z.string().optional(),
    problems: z.array(problem).optional(),
    sent: z.array(shown).optional(),
    clause: z
      .string()
      .optional()
      .meta({ description: 'of a failure, the one that it is put down to' }),
    reason: z.string().optional().meta({ description: 'of the file of known failures' }),
    again: z.string().optional().meta({ description: 'the command that repeats it' }),
  })
  .meta({ id: 'result' })

/** What results.json holds. */
export const resultsSchema = z.object({
  format: z.literal(RESULTS_FORMAT),
  suite: z.object({ version: z.string(), vectors: z.string() }),
  port: z.object({ name: z.string(), version: z.string(), dialect, command: z.string() }),
  seed: count,
  level: level.meta({ description: 'of the strictest clauses whose failures do not count' }),
  started: z.iso.datetime(),
  milliseconds: count,
  exitCode: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  unmatched: z.array(z.string()),
  unjudged: z
    .array(z.object({ clause: z.string(), why: z.string() }))
    .optional()
    .meta({ description: 'of a run of the whole suite, the clauses that no test judges' }),
  tests: z.array(result),
}) satisfies z.ZodType<Results>

/** The same for other programs: JSON Schema 2020-12. */
export function resultsJsonSchema(): unknown {
  return {
    ...z.toJSONSchema(resultsSchema, { target: 'draft-2020-12', io: 'input' }),
    title: 'Results of the CAR Mirror conformance suite',
  }
}
