import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkClauses, readKnownFailures } from '../../src/runner/known-failures.js'
import { testOf } from './support.js'

const folder = mkdtempSync(join(tmpdir(), 'known-'))
const path = join(folder, 'known-failures.txt')
afterAll(() => rmSync(folder, { recursive: true }))

function read(text: string) {
  writeFileSync(path, text)
  return readKnownFailures(path)
}

describe('a file of known failures', () => {
  it('has a test, its clause, the bug if there is one, and the reason', () => {
    const text = [
      '# The Rust port',
      '',
      'filter-has/600-bits  BF-9 C6  hashes again  at once',
      'rs/pull-decode/x\tMSG-8\tno bug has a number here  ',
    ]
    expect(read(text.join('\r\n'))).toEqual([
      { id: 'filter-has/600-bits', clause: 'BF-9', reason: 'C6: hashes again  at once', line: 3 },
      { id: 'rs/pull-decode/x', clause: 'MSG-8', reason: 'no bug has a number here', line: 4 },
    ])
  })

  it.each([
    ['a  BF-9', ':1: not'],
    ['a  BF-9  ', ':1: not'],
    ['a BF-9 reason', ':1: not'],
    ['a  bf-9  reason', ':1: not'],
    ['a  BF-9 C6 D7  reason', ':1: not'],
    ['a  BF-9  x\nb  BF-9  y\na  BF-9  z', ':3: a stands in line 1 already'],
  ])('names a line that is not so: %j', (text, message) => {
    expect(() => read(text)).toThrow(`${path}${message}`)
  })

  it('names all such lines', () => {
    expect(() => read('one\ntwo')).toThrow(/:1: [^\n]*\n[^\n]*:2: /)
  })

  it('must be there', () => {
    expect(() => readKnownFailures(join(folder, 'nonsuch'))).toThrow('--known-failures: ENOENT')
  })

  it('blames a clause that the test names', () => {
    const tests = [testOf('a'), testOf('b')]
    expect(() => checkClauses(path, read('a  BF-9  x\nc  BF-1  y'), tests)).not.toThrow()
    expect(() => checkClauses(path, read('a  BF-9  x\nb  BF-8  y'), tests)).toThrow(
      ':2: b is of BF-9, not of BF-8',
    )
  })
})
