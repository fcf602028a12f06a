import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { ClauseTrace, Trace } from './trace.js'

const names = z.array(z.string())
const schema = z.strictObject({
  clauses: z.record(
    z.string(),
    z.strictObject({
      vectors: names,
      checks: names,
      mutants: names,
      deviations: names,
      see: z.record(z.string(), z.int()),
    }),
  ),
  errata: z.record(z.string(), names),
})

const FILE = 'spec/trace.json'
const HOW = 'accept with `npm run -s spec -- check --write`'

/**
 * Compares the trace with the committed one. What is there twice over could otherwise go without
 * anybody noticing.
 */
export function checkLock(root: string, trace: Trace): string[] {
  const path = join(root, FILE)
  if (!existsSync(path)) return [`${FILE} is missing: ${HOW}`]
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    return [`${FILE}: not JSON: ${(error as Error).message}`]
  }
  const { data, error } = schema.safeParse(json)
  if (error !== undefined) {
    return error.issues.map(({ path, message }) => `${FILE}: ${path.join('.')}: ${message}`)
  }
  return compareTraces(data, trace)
}

export function writeLock(root: string, trace: Trace): void {
  writeFileSync(join(root, FILE), `${JSON.stringify(trace, null, 2)}\n`)
}

/** What has gone and what has come between two traces, each named. */
export function compareTraces(before: Trace, after: Trace): string[] {
  const lines = compareClauses(before.clauses, after.clauses)
  for (const id of union(before.errata, after.errata)) {
    const [old, now] = [before.errata[id], after.errata[id]]
    if (now === undefined) lines.push(gone(`erratum ${id}`))
    else if (old === undefined) lines.push(come(`erratum ${id}`))
    else lines.push(...compareLists(id, 'answer to', old, now))
  }
  return lines
}

function compareClauses(before: Trace['clauses'], after: Trace['clauses']): string[] {
  return union(before, after).flatMap((id) => {
    const [old, now] = [before[id], after[id]]
    if (now === undefined) return [gone(`clause ${id}`)]
    if (old === undefined) return [come(`clause ${id}`)]
    return compareClause(id, old, now)
  })
}

function compareClause(id: string, old: ClauseTrace, now: ClauseTrace): string[] {
  return [
    ...compareLists(id, 'vector', old.vectors, now.vectors),
    ...compareLists(id, 'check', old.checks, now.checks),
    ...compareLists(id, 'mutant', old.mutants, now.mutants),
    ...compareLists(id, 'deviation of', old.deviations, now.deviations),
    ...union(old.see, now.see).flatMap((file) => {
      const [count, counted] = [old.see[file] ?? 0, now.see[file] ?? 0]
      if (counted < count) return [gone(`${id}: a @see in ${file}`)]
      return counted > count ? [come(`${id}: a @see in ${file}`)] : []
    }),
  ]
}

function compareLists(
  id: string,
  what: string,
  old: readonly string[],
  now: readonly string[],
): string[] {
  return [
    ...old.filter((name) => !now.includes(name)).map((name) => gone(`${id}: the ${what} ${name}`)),
    ...now.filter((name) => !old.includes(name)).map((name) => come(`${id}: the ${what} ${name}`)),
  ]
}

function gone(what: string): string {
  return `${what} is gone; it stands in ${FILE}`
}

function come(what: string): string {
  return `${what} is new: ${HOW}`
}

function union(before: object, after: object): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
}
