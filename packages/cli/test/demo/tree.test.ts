import { chmod, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { Seeded } from '../../src/demo/seeded.js'
import { changeByte, firstDifference, pickFile } from '../../src/demo/tree.js'
import { makeTree, useTemp } from '../support/temp.js'

const temp = useTemp()
beforeEach(async () => {
  await makeTree(temp('one'))
  await makeTree(temp('two'))
})

const differences = () =>
  Promise.all([
    firstDifference(temp('one'), temp('two')),
    firstDifference(temp('two'), temp('one')),
  ])

describe('two trees', () => {
  it('are the same when everything is', async () => {
    expect(await differences()).toEqual([undefined, undefined])
  })

  it.each([
    ['a byte', () => writeFile(temp('two/a/b/small'), 'smalk\n'), /small: its bytes/],
    ['the last byte of a large file', () => flipLast(temp('two/a/large')), /large: its bytes/],
    ['a size', () => writeFile(temp('two/a/b/small'), 'small'), /small: its size/],
    ['a mode', () => chmod(temp('two/run.sh'), 0o644), /run.sh: its mode/],
    ['a target', () => relink(temp('two/link')), /link: it leads elsewhere/],
    ['a kind', () => becomeFile(temp('two/empty')), /empty: it is of another kind/],
  ])('differ in %s', async (_, change, expected) => {
    await change()
    for (const difference of await differences()) expect(difference).toMatch(expected)
  })

  it('differ when one has more, even an empty directory', async () => {
    await rm(temp('two/empty'), { recursive: true })
    expect(await differences()).toEqual(['empty is missing', 'empty is too many'])
  })
})

it('changes one byte of one file', async () => {
  const path = await pickFile(temp('two'), new Seeded(1))
  await changeByte(temp(`two/${path}`))
  const [before, after] = [await readFile(temp(`one/${path}`)), await readFile(temp(`two/${path}`))]
  expect(after.filter((byte, i) => byte !== before[i])).toHaveLength(1)
  expect(await firstDifference(temp('one'), temp('two'))).toBe(`${path}: its bytes differ`)
})

async function flipLast(path: string): Promise<void> {
  const bytes = await readFile(path)
  bytes[bytes.length - 1]! ^= 1
  await writeFile(path, bytes)
}

async function relink(path: string): Promise<void> {
  await rm(path)
  await symlink('a', path)
}

async function becomeFile(path: string): Promise<void> {
  await rm(path, { recursive: true })
  await writeFile(path, '')
}
