import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { newestVersion } from '../author/versions.js'
import { readMatrix } from '../mutants/matrix.js'
import type { PageInput } from '../page/input.js'
import { renderPage } from '../page/render-page.js'
import type { Report } from './report.js'
import { type Inputs, readInputs } from './spec-inputs.js'

/** Writes the text as one page. */
export function writePage(out: string): Report {
  const file = resolve(out)
  const page = renderPage(pageInput(readInputs()))
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, page)
  return { result: { file, bytes: Buffer.byteLength(page) }, lines: [file], exitCode: 0 }
}

function pageInput({ spec, files, profiles, mutants, checks, sees }: Inputs): PageInput {
  const version = newestVersion() ?? 'none'
  const kills = new Map(readMatrix().map(({ id, killedBy }) => [id, killedBy]))
  return {
    spec,
    trace: {
      version,
      vectors: files.flatMap(({ profile, layer, area, vectors }) =>
        vectors.map(({ id, requirements, result }) => ({
          id,
          requirements,
          result,
          profile,
          layer,
          file: `vectors/${version}/${profile}/${area}.json`,
        })),
      ),
      checks,
      mutants: mutants.map(({ id, clause, does }) => ({
        id,
        clause,
        does,
        killedBy: kills.get(id) ?? [],
      })),
      deviations: profiles.flatMap(({ profile, deviations }) =>
        profile === 'spec' ? [] : deviations.map(({ clause, how }) => ({ clause, profile, how })),
      ),
      places: sees.map(({ id, file, line }) => ({ clause: id, file, line })),
    },
  }
}
