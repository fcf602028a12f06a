import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import type { Results } from '../../src/suite/results.js'

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url))

/** The command as it is built. */
export const CONFORMANCE = path('dist/commands/conformance.js')
/** The model as an adapter; a mutant's id may follow. */
export const MODEL = ['--', process.execPath, path('dist/adapters/model.js')]

/** For the files of one test file. */
export const folder = mkdtempSync(join(tmpdir(), 'conformance-'))
/** What a broken adapter leaves behind. */
export const left = join(folder, 'file')
afterAll(() => rmSync(folder, { recursive: true }))

/** An adapter that goes wrong in some way. */
export function broken(mode: string): string[] {
  return ['--', process.execPath, path('test/adapter/support/adapter.mjs'), mode, left]
}

/** Milliseconds for a run of the command on a machine that is busy. */
const PATIENCE = 120_000

export function conformance(...args: string[]) {
  const options = { encoding: 'utf8', timeout: PATIENCE } as const
  return spawnSync(process.execPath, [CONFORMANCE, ...args], options)
}

export function results(...args: string[]): { status: number | null; results: Results } {
  const [subcommand = '', ...rest] = args
  const { status, stdout } = conformance(subcommand, '--json', ...rest)
  return { status, results: JSON.parse(stdout) }
}
