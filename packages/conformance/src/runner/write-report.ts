import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { junit } from '../report/junit.js'
import { renderReport } from '../report/render-report.js'
import type { Spec } from '../spec/clause.js'
import type { Results } from '../suite/results.js'

/** Writes results.json, junit.xml and report.html, and makes the folder if it is not there. */
export function writeReport(folder: string, results: Results, spec: Spec): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
  writeFileSync(join(folder, 'junit.xml'), junit(results))
  writeFileSync(join(folder, 'report.html'), renderReport([results], spec))
}
