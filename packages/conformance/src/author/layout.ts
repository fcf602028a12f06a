import { createHash } from 'node:crypto'
import { categories, type VectorFile } from '@car-mirror/vectors'
import type { Spec } from '../spec/clause.js'
import type { DialectProfile } from '../spec/profiles.js'
import type { Generated } from './generate.js'
import { jsonSchema } from './schema.js'

/** What vectors are made from, besides their cases. */
export interface Source {
  readonly spec: Spec
  readonly profiles: readonly DialectProfile[]
}

/** The files of one version by their path in its folder. */
export type Layout = ReadonlyMap<string, string>

/** Lays out a version: one file per area, what they are about, and a manifest with their hashes. */
export function layout(version: string, { spec, profiles }: Source, { files }: Generated): Layout {
  const contents = new Map<string, string>([
    ['schema.json', pretty(jsonSchema())],
    ['specification.json', specificationOf({ spec, profiles })],
  ])
  for (const file of files) contents.set(pathOf(file), formatted(file))
  contents.set('manifest.json', pretty(manifest(version, files, contents)))
  return contents
}

function pathOf({ profile, area }: VectorFile): string {
  return `${profile}/${area}.json`
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** What a reader without the text needs of it. */
export function specificationOf({ spec, profiles }: Source): string {
  return pretty({
    clauses: Array.from(spec.clauses.values(), ({ id, title, level, binds, layer }) => {
      return { id, title, level, binds, layer }
    }),
    pins: spec.pins,
    categories,
    // What else is said of a port may change without a vector that does.
    profiles: profiles.map(({ profile, name, deviations }) => ({
      profile,
      name,
      pins: Object.fromEntries(
        deviations.flatMap(({ clause, pins }) => (pins === undefined ? [] : [[clause, pins]])),
      ),
    })),
  })
}

function manifest(version: string, files: readonly VectorFile[], contents: Layout): unknown {
  const about = new Map(files.map((file) => [pathOf(file), file]))
  return {
    version,
    vectors: files.reduce((sum, file) => sum + file.vectors.length, 0),
    files: Array.from(contents, ([path, text]) => {
      const file = about.get(path)
      return {
        path,
        sha256: sha256(text),
        ...(file && { operation: file.operation, layer: file.layer, vectors: file.vectors.length }),
      }
    }),
  }
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/** One line for each part of a vector and for each block, so that people and diffs can read it. */
function formatted(file: VectorFile): string {
  const { vectors, dags, ...head } = file
  const blocks = Object.entries(dags ?? {}).map(([name, all]) => {
    return `    ${JSON.stringify(name)}: ${list(
      all.map((block) => JSON.stringify(block)),
      '    ',
    )}`
  })
  const members = [
    ...fields(head, '  '),
    ...(dags ? [`  "dags": {\n${blocks.join(',\n')}\n  }`] : []),
    `  "vectors": ${list(
      vectors.map((vector) => `{\n${fields(vector, '      ').join(',\n')}\n    }`),
      '  ',
    )}`,
  ]
  return `{\n${members.join(',\n')}\n}\n`
}

function fields(value: object, indent: string): string[] {
  return Object.entries(value).map(([key, item]) => {
    return `${indent}${JSON.stringify(key)}: ${JSON.stringify(item)}`
  })
}

function list(items: readonly string[], indent: string): string {
  return `[\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}]`
}
