import { describe, expect, it } from 'vitest'
import {
  differences,
  type HasElement,
  judge,
  NamedDag,
  type Operation,
  type Outcome,
  type Vector,
} from '../src/index.js'

const block = (name: string, cid: string) => ({ name, cid, bytes: '' })
const dag = new NamedDag(['aa', 'bb', 'cc', 'dd'].map((cid) => block(`block-${cid}`, cid)))
const nothing: HasElement = () => false

/** A filter here is the list of the bytes that it has. */
const listed: HasElement = ({ bytes }, element) =>
  bytes.includes(Buffer.from(element).toString('hex'))

function vector<O extends Operation>(
  rest: Pick<Vector<O>, 'result'> & Partial<Vector<O>>,
): Vector<O> {
  return { id: 'a/b', requirements: ['BF-1'], input: {} as never, ...rest }
}

describe('a vector that must be taken', () => {
  const valid = vector<'indices'>({ result: 'valid', expect: { indices: [1, 2] } })

  it('is taken, with what is expected', () => {
    expect(judge(valid, { value: { indices: [1, 2] } }, dag, nothing)).toEqual([])
  })

  it('is failed by another value, in another order too, and by none', () => {
    for (const indices of [[2, 1], [1], []]) {
      expect(judge(valid, { value: { indices } }, dag, nothing)).toEqual([
        `indices: expected [1,2], got ${JSON.stringify(indices)}`,
      ])
    }
    expect(judge(valid, {}, dag, nothing)).toHaveLength(1)
  })

  it('is failed by a refusal', () => {
    expect(judge(valid, { error: 'filter-size' }, dag, nothing)).toEqual(['refused as filter-size'])
  })
})

describe('a vector that must be refused', () => {
  const invalid = vector<'indices'>({ result: 'invalid', error: 'filter-hashes' })

  it('is refused, for the reason or without one', () => {
    expect(judge(invalid, { error: 'filter-hashes' }, dag, nothing)).toEqual([])
    expect(judge(invalid, { error: 'unspecified' }, dag, nothing)).toEqual([])
  })

  it('is failed by being taken, and by another reason', () => {
    expect(judge(invalid, { value: { indices: [] } }, dag, nothing)).toEqual([
      'expected to be refused as filter-hashes, was taken',
    ])
    expect(judge(invalid, { error: 'filter-size' }, dag, nothing)).toEqual([
      'expected to be refused as filter-hashes, was refused as filter-size',
    ])
  })

  it('holds to what must be true all the same', () => {
    const kept = vector<'indices'>({ ...invalid, expect: { indices: [1] } })
    expect(judge(kept, { error: 'filter-hashes', value: { indices: [1] } }, dag, nothing)).toEqual(
      [],
    )
    expect(judge(kept, { error: 'filter-hashes' }, dag, nothing)).toHaveLength(1)
  })
})

describe('a vector that may be refused', () => {
  const permitted = vector<'indices'>({
    result: 'permitted',
    error: 'filter-size',
    expect: { indices: [1] },
  })

  it('is refused or taken', () => {
    expect(judge(permitted, { error: 'filter-size' }, dag, nothing)).toEqual([])
    expect(judge(permitted, { value: { indices: [1] } }, dag, nothing)).toEqual([])
  })

  it('is failed by another value and by another reason', () => {
    expect(judge(permitted, { value: { indices: [2] } }, dag, nothing)).toHaveLength(1)
    expect(judge(permitted, { error: 'car-cid' }, dag, nothing)).toHaveLength(1)
  })
})

describe('bytes', () => {
  it('that differ show where', () => {
    const short = vector<'insert'>({ result: 'valid', expect: { filter: 'aabbcc' } })
    expect(judge(short, { value: { filter: 'aabbcc' } }, dag, nothing)).toEqual([])
    expect(judge(short, { value: { filter: 'aabbdd' } }, dag, nothing)).toEqual([
      'filter: expected aabbcc, got aabbdd; the first difference is at byte 2',
    ])
  })

  it('that are long are compared by length and hash', () => {
    // sha2-256 of 2,000 zero bytes, by coreutils
    const sha256 = '2da42fb1d7bd8524e83d5a1e332bad697c8769ba430770a19bec630eb8ffcaa8'
    const long = vector<'insert'>({ result: 'valid', expect: { filter: { length: 2000, sha256 } } })
    expect(judge(long, { value: { filter: '00'.repeat(2000) } }, dag, nothing)).toEqual([])
    expect(judge(long, { value: { filter: '01'.repeat(2000) } }, dag, nothing)).toHaveLength(1)
  })
})

describe('names of blocks', () => {
  const names = ['block-aa', 'block-bb']
  const expectation = { available: names, blocks: names }
  const reversed = { available: names, blocks: [...names].reverse() }

  it('are a set', () => {
    const sent = vector<'send'>({ result: 'valid', expect: expectation })
    expect(judge(sent, { value: reversed }, dag, nothing)).toEqual([])
    const twice = { available: names, blocks: [...names, 'block-aa'] }
    expect(judge(sent, { value: twice }, dag, nothing)).toHaveLength(1)
  })

  it('are a list where the vector says so, and where the field does', () => {
    const sent = vector<'send'>({ result: 'valid', expect: expectation, flags: ['ordered'] })
    expect(judge(sent, { value: reversed }, dag, nothing)).toHaveLength(1)
    const promised = { available: [...names].reverse(), blocks: names }
    expect(judge(sent, { value: promised }, dag, nothing)).toHaveLength(1)
  })
})

describe('what is said over HTTP', () => {
  const line = { method: 'POST', type: 'a/b; version=1', path: '/push?diff=ipfs%3A%2F%2Fx%26y' }
  const ending = { complete: true, unavailable: [] }
  const pushed = (request: Partial<typeof line>) => ({
    ...ending,
    requests: [{ ...line, roots: [], blocks: [], ...request }],
  })
  const sent = vector<'push'>({ result: 'valid', expect: pushed({}) })

  it('is compared by what it means', () => {
    const same = pushed({ type: 'A/B;Version=1', path: '/push?diff=ipfs://x%26y' })
    expect(judge(sent, { value: same }, dag, nothing)).toEqual([])
  })

  it('is not the same with another parameter, value or place', () => {
    for (const other of [
      { type: 'a/b' },
      { type: 'a/b; version=2' },
      { path: '/push?diff=ipfs://x&y' },
      { path: '/push&diff=ipfs%3A%2F%2Fx%26y' },
      { path: '//evil.example/push?diff=ipfs://x%26y' },
      { path: '/x/../push?diff=ipfs://x%26y' },
      { path: '/push?diff=ipfs://x%26y#z'.replace('/push', 'push') },
      { method: 'post' },
    ]) {
      expect(judge(sent, { value: pushed(other) }, dag, nothing)).toHaveLength(1)
    }
  })

  it('has its form compared in a refusal only where the vector asks', () => {
    const refused = { status: 400, refused: true as const }
    const asks = (type?: string) =>
      vector<'respond'>({
        result: 'valid',
        expect: { answers: [{ ...refused, ...(type && { type }) }], stored: [] },
      })
    const plain = { value: { answers: [{ ...refused, type: 'text/plain' }], stored: [] } }
    expect(judge(asks(), plain, dag, nothing)).toEqual([])
    expect(judge(asks('application/problem+json'), plain, dag, nothing)).toHaveLength(1)
  })

  it('may be any number of requests where the vector leaves it open', () => {
    const open = vector<'push'>({ result: 'valid', expect: ending })
    expect(judge(open, { value: pushed({}) }, dag, nothing)).toEqual([])
  })
})

describe('a status', () => {
  const rest = { stored: [], complete: false, unavailable: [] }
  const claim = (filter: object) =>
    vector<'receive'>({
      result: 'valid',
      expect: {
        ...rest,
        statuses: [{ missing: ['block-dd'], filter: { covers: ['block-aa'], ...filter } }],
      },
    })
  const given = (bytes: string, missing = ['block-dd']): Outcome<'receive'> => ({
    value: { ...rest, statuses: [{ missing, filter: { bytes, hashes: 1 } }] },
  })

  it('has in its filter what is held, unless it has none', () => {
    expect(judge(claim({}), given('aabb'), dag, listed)).toEqual([])
    expect(judge(claim({}), given(''), dag, listed)).toEqual([])
    expect(judge(claim({}), given('bb'), dag, listed)).toEqual([
      'statuses[0].filter: does not have block-aa',
    ])
  })

  it('lists what is missing', () => {
    expect(judge(claim({}), given('aa', []), dag, listed)).toHaveLength(1)
  })

  it('may hit less than half of what is not held', () => {
    const spares = ['block-bb', 'block-cc', 'block-dd']
    expect(judge(claim({ spares }), given('aabb'), dag, listed)).toEqual([])
    expect(judge(claim({ spares }), given('aabbccdd'), dag, listed)).toHaveLength(1)
  })

  it('stays under a rate of false positives', () => {
    // 4 of 8 bits at one hash: a half
    expect(judge(claim({ rate: 0.5 }), given('aa'), dag, listed)).toEqual([])
    expect(judge(claim({ rate: 0.4 }), given('aa'), dag, listed)).toHaveLength(1)
  })

  it('is compared in any order of names, and so are what is stored and what is unavailable', () => {
    const names = ['block-aa', 'block-bb']
    const filter = { bytes: '', hashes: 0 }
    const value = (order: string[]) => ({
      stored: order,
      unavailable: order,
      complete: false,
      statuses: [{ missing: order, filter }],
    })
    const expected = { ...value(names), statuses: [{ missing: names, filter: { covers: [] } }] }
    const any = vector<'receive'>({ result: 'valid', expect: expected })
    expect(judge(any, { value: value([...names].reverse()) }, dag, nothing)).toEqual([])
    expect(judge(any, { value: value(['block-aa']) }, dag, nothing)).toHaveLength(3)
  })

  it('fails if it does not come', () => {
    const none: Outcome<'receive'> = { value: { ...rest, statuses: [] } }
    expect(judge(claim({}), none, dag, listed)).toHaveLength(1)
  })
})

describe('a difference', () => {
  it('has its place and both values', () => {
    const short = vector<'union'>({
      result: 'valid',
      expect: { filter: { bytes: 'aabb', hashes: 2 } },
    })
    const value = { filter: { bytes: 'aacc', hashes: 3 } }
    expect(differences(short, { value }, dag, nothing)).toEqual([
      {
        at: 'filter.bytes',
        message: 'expected aabb, got aacc; the first difference is at byte 1',
        expected: 'aabb',
        actual: 'aacc',
      },
      { at: 'filter.hashes', message: 'expected 2, got 3', expected: 2, actual: 3 },
    ])
  })

  it('has the bytes that came, where only a hash of those expected is known', () => {
    const digest = { length: 2000, sha256: '00'.repeat(32) }
    const long = vector<'insert'>({ result: 'valid', expect: { filter: digest } })
    const filter = '01'.repeat(2000)
    expect(differences(long, { value: { filter } }, dag, nothing)).toMatchObject([
      { at: 'filter', expected: digest, actual: filter },
    ])
    expect(differences(long, { value: { filter: '01' } }, dag, nothing)).toMatchObject([
      { at: 'filter', expected: digest, actual: '01' },
    ])
  })

  it('has no place where the outcome as such is wrong', () => {
    const invalid = vector<'indices'>({ result: 'invalid', error: 'filter-hashes' })
    const [taken] = differences(invalid, { value: { indices: [] } }, dag, nothing)
    expect(taken).toEqual({ message: 'expected to be refused as filter-hashes, was taken' })
  })
})
