import {
  type Bytes,
  NamedDag,
  type Operation,
  type Outcome,
  type Subject,
} from '@car-mirror/vectors'
import { expect, test } from 'vitest'
import { profileAreas } from '../src/author/profiles/index.js'
import { Model } from '../src/model/model.js'
import { subjectOf } from '../src/model/subject.js'
import { goSubject } from '../src/profiles/go.js'
import { rsSubject } from '../src/profiles/rs.js'
import { loadSpec } from '../src/spec/load.js'
import { loadProfiles, pinsOf } from '../src/spec/profiles.js'
import { goIndices, rsIndices } from './support/port-indices.js'

const spec = loadSpec()
const profiles = loadProfiles(spec)

function base(name: string): Subject {
  return subjectOf(new Model(pinsOf(spec, profiles.find(({ profile }) => profile === name)!)))
}

const subjects = { rs: rsSubject(base('rs')), go: goSubject(base('go')) }
type Port = keyof typeof subjects

async function ask<O extends Operation>(
  port: Port,
  operation: O,
  input: Parameters<NonNullable<Subject[O]>>[0],
): Promise<Outcome<O>> {
  const answer = subjects[port][operation] as (i: unknown, d: NamedDag) => Promise<Outcome<O>>
  return await answer(input, new NamedDag())
}

// The raw block "hello", as in the goldens of the index function.
const DIGEST = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'
const HELLO = `01551220${DIGEST}`
const WORLD = `01551220486ea46224d1bb4fb680f34f7c9ad96a8f24ec88be73ea8e5a6c65260e9cb8a7`
const NONE = { bytes: '', hashes: 0 }

function ascii(text: string): string {
  return Buffer.from(text).toString('hex')
}

// Observed of go-bloom; for Rust computed with its formula over the same xxh3.
const INDICES: readonly [Port, number, readonly number[]][] = [
  ['rs', 75, [306, 142, 42, 313, 598, 119, 552, 406]],
  ['go', 75, [173, 306, 477, 142, 421, 42, 313, 333]],
  ['rs', 3, [13, 18, 2, 14, 16, 10, 22, 23]],
  ['go', 3, [13, 18, 2, 14, 16, 10, 19, 21]],
  ['rs', 2048, [7085, 4402, 14_242, 8334, 2800, 6186, 2361, 7000]],
  ['go', 2048, [7085, 4402, 14_242, 8334, 2800, 6186, 2361, 7000]],
  ['rs', 128, [941, 306, 930, 142, 752, 42, 313, 856]],
  ['go', 128, [941, 306, 930, 142, 752, 42, 313, 856]],
]

test.each(INDICES)('%s draws the observed indices in %i bytes', async (port, bytes, indices) => {
  const { value } = await ask(port, 'indices', { element: HELLO, bytes, hashes: 8 })
  expect(value).toEqual({ indices })
})

const drawn = profileAreas.flatMap(({ profile, operation, cases }) => {
  if (operation !== 'indices') return []
  return cases.map(({ name, input }) => [profile as Port, name, input] as const)
})

test.each(drawn)('%s draws what its source says: %s', async (port, _, input) => {
  const { element, bytes, hashes } = input as { element: string; bytes: number; hashes: number }
  const again = { rs: rsIndices, go: goIndices }[port](
    Buffer.from(element, 'hex'),
    8 * bytes,
    hashes,
  )
  expect((await ask(port, 'indices', { element, bytes, hashes })).value).toEqual({ indices: again })
})

// Elements, bits and hash count, observed of both ports.
const PARAMETERS: readonly [Port, number, number, number][] = [
  ['rs', 1, 16, 12],
  ['go', 1, 0, 0],
  ['go', 2, 0, 0],
  ['go', 3, 0, 0],
  ['rs', 10, 256, 18],
  ['go', 10, 64, 5],
  ['rs', 100, 2048, 15],
  ['go', 100, 1024, 8],
  ['rs', 1000, 32_768, 23],
  ['go', 1000, 16_384, 12],
  ['rs', 1024, 32_768, 23],
  ['go', 1024, 16_384, 12],
  ['rs', 5000, 131_072, 19],
  ['go', 5000, 131_072, 19],
  ['rs', 100_000, 4_194_304, 30],
  ['go', 100_000, 4_194_304, 30],
  ['rs', 1_000_000, 33_554_432, 24],
  ['go', 1_000_000, 33_554_432, 24],
  // Computed: 4.8 and 4.3 times 10^10 bits are the optimum.
  ['rs', 1e9, 2 ** 36, 48],
  ['go', 1e9, 2 ** 36, 48],
]

test.each(PARAMETERS)(
  '%s takes for %i elements %i bits, %i hashes',
  async (port, count, bits, hashes) => {
    const { value } = await ask(port, 'parameters', { count })
    expect(value).toEqual({ bytes: bits / 8, hashes })
  },
)

test.each(['rs', 'go'] as const)('%s sets the observed bits', async (port) => {
  const { value } = await ask(port, 'insert', { bytes: 8, hashes: 2, elements: [HELLO] })
  expect(value).toEqual({ filter: '0000000000200400' })
})

test('rs writes text, keys in the order of its source, three hashes of nothing', async () => {
  const text = 'bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq'
  const body = `a362727381783b${ascii(text)}62626b0362626240`
  expect((await ask('rs', 'pull.encode', { roots: [HELLO], filter: NONE })).value).toEqual({ body })
  const answer = `a362737281783b${ascii(text)}62626b0362626240`
  const status = { status: 202, body: answer }
  expect((await ask('rs', 'push.encode', { roots: [HELLO], filter: NONE })).value).toEqual(status)
  const done = { status: 200, body: 'a36273728062626b0362626240' }
  expect((await ask('rs', 'push.encode', { roots: [], filter: NONE })).value).toEqual(done)
})

test('rs writes version 0 in base58', async () => {
  const text = 'QmRN6wdp1S2A5EtjW9A3M1vKSBuQQGcgvuhoMUoEz4iiT5'
  const body = `a362727381782e${ascii(text)}62626b0362626240`
  const roots = [`1220${DIGEST}`]
  expect((await ask('rs', 'pull.encode', { roots, filter: NONE })).value).toEqual({ body })
})

test('go writes a length, the filter with its kind, then the links', async () => {
  const em = `3aa26468617665a162656da06477616e7481d82a582500${HELLO}`
  expect((await ask('go', 'pull.encode', { roots: [HELLO], filter: NONE })).value).toEqual({
    body: em,
  })
  const bl = [
    '6d a2 6468617665 a1 62626c a4',
    `65${ascii('bytes')} 48 0000000000200400`,
    `6c${ascii('hashFunction')} 03`,
    `69${ascii('hashCount')} 02`,
    `68${ascii('bitCount')} 1840`,
    `6477616e74 81 d82a582500${HELLO}`,
  ]
  const filter = { bytes: '0000000000200400', hashes: 2 }
  const status = { status: 202, body: bl.join('').replaceAll(' ', '') }
  expect((await ask('go', 'push.encode', { roots: [HELLO], filter })).value).toEqual(status)
})

test('go answers a finished push with the status of any other', async () => {
  const { value } = await ask('go', 'push.encode', { roots: [], filter: NONE })
  expect(value).toEqual({ status: 202, body: '11a26468617665a162656da06477616e7480' })
})

const two = [HELLO, WORLD].map((cid, i) => ({ cid, bytes: ascii(['hello', 'world'][i]!) }))
const FRAMES = `29${HELLO}${ascii('hello')}29${WORLD}${ascii('world')}`

test('rs names the first block in the header, and sends no bytes for no blocks', async () => {
  const header = `3aa265726f6f747381d82a582500${HELLO}6776657273696f6e01`
  const input = { roots: [WORLD], blocks: two }
  expect((await ask('rs', 'car.encode', input)).value).toEqual({ body: header + FRAMES })
  const none = { roots: [WORLD], blocks: [] }
  expect((await ask('rs', 'car.encode', none)).value).toEqual({ body: '' })
})

test('go names every block in the header, after the version', async () => {
  const links = `d82a582500${HELLO}d82a582500${WORLD}`
  const header = `63a26776657273696f6e0165726f6f747382${links}`
  const input = { roots: [WORLD], blocks: two }
  expect((await ask('go', 'car.encode', input)).value).toEqual({ body: header + FRAMES })
  const none = { roots: [WORLD], blocks: [] }
  const empty = '11a26776657273696f6e0165726f6f747380'
  expect((await ask('go', 'car.encode', none)).value).toEqual({ body: empty })
})

test.each(['rs', 'go'] as const)('%s reads what it writes', async (port) => {
  const message = { roots: [HELLO, WORLD], filter: { bytes: '0000000000200400', hashes: 2 } }
  const { body } = (await ask(port, 'pull.encode', message)).value!
  expect((await ask(port, 'pull.decode', { body })).value).toEqual(message)
  const answer = (await ask(port, 'push.encode', message)).value!
  expect((await ask(port, 'push.decode', answer)).value).toEqual(message)
})

test('every vector ends as its author meant it to', async () => {
  for (const { profile, area, operation, cases } of profileAreas) {
    for (const { name, result = 'valid', error, input } of cases) {
      const outcome = await ask(profile as Port, operation, input as { body: Bytes })
      const meant = result === 'invalid' ? error : undefined
      expect(outcome.error, `${profile} ${area} ${name}`).toBe(meant)
    }
  }
})
