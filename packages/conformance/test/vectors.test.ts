import { vectorFiles } from '@car-mirror/vectors'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { areas } from '../src/author/areas.js'
import { LITERAL } from '../src/author/generate.js'
import { jsonSchema, vectorFile } from '../src/author/schema.js'
import { generateFrom, readSource } from '../src/author/source.js'
import { failures, placedVectors } from '../src/mutants/kill.js'
import { loadSpec } from '../src/spec/load.js'

const files = (['spec', 'rs', 'go'] as const).flatMap((profile) => vectorFiles(profile))
const { pins } = loadSpec()

describe('the vectors', () => {
  it('are what the model gives, by the judge that judges everybody', async () => {
    for (const placed of placedVectors(files)) {
      expect([placed.vector.id, await failures(placed, pins)]).toEqual([placed.vector.id, []])
    }
  })

  it('are what their authors meant: no case surprises', async () => {
    expect((await generateFrom(readSource())).surprises).toEqual([])
  })

  it('have all come out of their areas', () => {
    const cases = areas.reduce((sum, area) => sum + area.cases.length, 0)
    expect(files.reduce((sum, file) => sum + file.vectors.length, 0)).toBe(cases)
  })

  it('fit the JSON Schema, by another validator than the one that made it', () => {
    const validate = new Ajv2020({ strict: false, discriminator: false }).compile(
      jsonSchema() as object,
    )
    for (const file of files) expect([file.area, validate(file), validate.errors]).toContain(true)
  })

  it('have no field that the schema does not know, and every field that it needs', () => {
    const [file] = files
    const [vector] = file!.vectors
    const refused = (broken: unknown) => !vectorFile.safeParse(broken).success
    expect(refused(file)).toBe(false)
    expect(refused({ ...file, colour: 'blue' })).toBe(true)
    expect(refused({ ...file, vectors: [{ ...vector, requirements: [] }] })).toBe(true)
    expect(refused({ ...file, vectors: [{ ...vector, id: 'Not an id' }] })).toBe(true)
    expect(refused({ ...file, vectors: [{ ...vector, input: {} }] })).toBe(true)
  })

  it('explain every flag, and use every one that they explain', () => {
    for (const { area, profile, flags, vectors } of files) {
      const used = new Set(vectors.flatMap((vector) => vector.flags ?? []))
      expect([profile, area, [...used].sort()]).toEqual([profile, area, Object.keys(flags).sort()])
    }
  })

  it('mark the reading of the bit order that was not pinned', () => {
    const literal = files
      .flatMap((file) => file.vectors)
      .filter(({ flags }) => flags?.includes(LITERAL))
    expect(literal.length).toBeGreaterThan(0)
    expect(literal.every(({ requirements }) => requirements.includes('BF-12'))).toBe(true)
  })
})
