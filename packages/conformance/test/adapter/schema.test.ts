import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, it } from 'vitest'
import { adapterJsonSchema } from '../../src/adapter/json-schema.js'
import { operations } from '../../src/adapter/schemas.js'

const FILE = '../../adapter.schema.json'

it('is published as it is (vitest -u writes it)', async () => {
  await expect(`${JSON.stringify(adapterJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(FILE)
})

it('knows requests, answers and refusals, and nothing else', () => {
  const schema = JSON.parse(readFileSync(new URL(FILE, import.meta.url), 'utf8'))
  const validate = new Ajv2020({ strict: true }).compile(schema)
  const lines = [
    { id: 0, op: 'hello', input: { protocol: 1 } },
    { id: 1, op: 'insert', input: { bytes: 1, hashes: 1, elements: ['00'] } },
    { id: 1, value: { filter: '01' } },
    { id: 2, error: 'filter-size' },
    { id: 2, error: 'unspecified', detail: 'no', value: { roots: [] } },
    { id: 3, unsupported: 'why' },
    { id: 4, op: 'serve', input: { store: [{ cid: '00', bytes: '' }], fault: { put: 1 } } },
  ]
  for (const line of lines) expect([line, validate(line)]).toEqual([line, true])
  const others = [
    {},
    { id: 1 },
    { id: 1, op: 'nonsuch', input: {} },
    { id: 1, op: 'insert', input: { bytes: 1, hashes: 1 } },
    { id: 1, op: 'insert', input: { bytes: -1, hashes: 1, elements: [] } },
    { id: 1, op: 'insert', input: { bytes: 1, hashes: 1, elements: ['0G'] } },
    { id: 1, error: 'nonsuch' },
    { id: 4, op: 'serve', input: { store: [], fault: { put: 0 } } },
  ]
  for (const line of others) expect([line, validate(line)]).toEqual([line, false])
})

it('has a definition for what each operation is asked, answers and refuses', () => {
  const { $defs } = adapterJsonSchema() as { $defs: object }
  for (const op of Object.keys(operations)) {
    const name = op.replace('.', '-')
    expect($defs).toHaveProperty([`${name}-request`])
    expect($defs).toHaveProperty([`${name}-answer`])
    expect($defs).toHaveProperty([`${name}-refusal`])
  }
})

it('holds for the session that ADAPTER.md shows', () => {
  const guide = readFileSync(new URL('../../ADAPTER.md', import.meta.url), 'utf8')
  const validate = new Ajv2020({ strict: true }).compile(adapterJsonSchema() as object)
  const lines = [...guide.matchAll(/^(?:->|<-) (.*)$/gm)].map(([, line]) => JSON.parse(line!))
  expect(lines).toHaveLength(6)
  for (const line of lines) expect([line, validate(line)]).toEqual([line, true])
  const shown = Object.keys(operations).filter((op) => !guide.includes(`| \`${op}\` `))
  expect(shown).toEqual([])
})
