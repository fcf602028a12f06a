import { chown, lstat, mkdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises'
import { UnixFS } from 'ipfs-unixfs'
import { beforeEach, describe, expect, it } from 'vitest'
import { exportRoot } from '../../src/unixfs/export.js'
import { importPath } from '../../src/unixfs/import.js'
import { asNobody, describeTree, Forge, useTemp } from './support.js'

const temp = useTemp()
let forge = new Forge()
beforeEach(() => {
  forge = new Forge()
})
const text = (content: string) => new TextEncoder().encode(content)
const plain = async () => forge.directory(['f', await forge.raw('x')])

describe('what is written', () => {
  it('counts files, directories with the root, symlinks and bytes', async () => {
    const sub = await forge.directory(
      ['f', await forge.raw('two')],
      ['l', await forge.symlink('f')],
    )
    const root = await forge.directory(['a', await forge.raw('one')], ['sub', sub])
    const result = await exportRoot(root, temp('out'), forge.store)
    expect(result).toEqual({ files: 2, directories: 2, symlinks: 1, bytes: 6 })
    expect(await readFile(temp('out/sub/f'), 'utf8')).toBe('two')
    expect(await readlink(temp('out/sub/l'))).toBe('f')
  })

  it('writes a root that is a file', async () => {
    const result = await exportRoot(await forge.raw('hello'), temp('out'), forge.store)
    expect(result).toEqual({ files: 1, directories: 0, symlinks: 0, bytes: 5 })
    expect(await describeTree(temp())).toEqual([
      './ 700',
      './out 644 5 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
    ])
  })

  it('writes a root that is a symlink', async () => {
    const result = await exportRoot(await forge.symlink('/nowhere'), temp('out'), forge.store)
    expect(result).toEqual({ files: 0, directories: 0, symlinks: 1, bytes: 0 })
    expect(await readlink(temp('out'))).toBe('/nowhere')
  })

  it('restores modes whatever the umask, but never setuid, setgid or sticky', async () => {
    const node = (type: 'file' | 'directory', mode: number) =>
      forge.node(new UnixFS({ type, mode }))
    const root = await forge.directory(
      ['dir', await node('directory', 0o7711)],
      ['file', await node('file', 0o6755)],
      ['none', await node('file', 0)],
      ['raw', await forge.raw('')],
    )
    process.umask(0o077)
    await exportRoot(root, temp('out'), forge.store)
    const modes = await describeTree(temp('out'))
    expect(modes.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      './ 755',
      './dir/ 711',
      './file 755',
      './none 0',
      './raw 644',
    ])
  })

  it('fills directories that end up read-only or closed, without the powers of root', async () => {
    const closed = await forge.node(new UnixFS({ type: 'directory', mode: 0o000 }), [
      ['f', await forge.raw('x')],
      ['inner', await forge.node(new UnixFS({ type: 'directory', mode: 0o711 }))],
      ['l', await forge.symlink('f')],
    ])
    const root = await forge.node(new UnixFS({ type: 'directory', mode: 0o555 }), [['sub', closed]])
    if (process.geteuid?.() === 0) await chown(temp(), 65_534, 65_534)
    await asNobody(() => exportRoot(root, temp('out'), forge.store))
    expect((await lstat(temp('out'))).mode & 0o777).toBe(0o555)
    expect((await lstat(temp('out/sub'))).mode & 0o777).toBe(0)
    expect((await lstat(temp('out/sub/inner'))).mode & 0o777).toBe(0o711)
  })

  it('takes a file in parts: bytes of its own first, then its children in order', async () => {
    const [ab, cd] = [await forge.raw('ab'), await forge.raw('cd')]
    const inner = await forge.file(
      [
        [cd, 2n],
        [ab, 2n],
      ],
      text('_'),
    )
    const root = await forge.file([
      [ab, 2n],
      [inner, 5n],
      [ab, 2n],
    ])
    await exportRoot(root, temp('out'), forge.store)
    expect(await readFile(temp('out'), 'utf8')).toBe('ab_cdabab')
  })

  it('makes symlinks when every file is written', async () => {
    const [link, sub] = [await forge.symlink('b'), await plain()]
    const root = await forge.directory(['a', link], ['b', sub], ['c', await forge.raw('x')])
    const seen: [number, number][] = []
    await exportRoot(root, temp('out'), forge.store, {
      onProgress: ({ files, symlinks }) => seen.push([files, symlinks]),
    })
    expect(seen.filter(([, symlinks]) => symlinks > 0)).toEqual([[2, 1]])
  })

  it('reports growing totals that end at the result', async () => {
    const seen: unknown[] = []
    const result = await exportRoot(await plain(), temp('out'), forge.store, {
      onProgress: (progress) => seen.push(progress),
    })
    expect(seen[0]).toEqual({ files: 0, directories: 1, symlinks: 0, bytes: 0 })
    expect(seen.at(-1)).toEqual(result)
  })
})

describe('OUT', () => {
  it('may be an empty directory', async () => {
    await mkdir(temp('out'))
    await exportRoot(await plain(), temp('out'), forge.store)
    expect(await readFile(temp('out/f'), 'utf8')).toBe('x')
  })

  const occupied: [string, () => Promise<unknown>, boolean][] = [
    ['a file', () => writeFile(temp('out'), 'old'), false],
    ['a directory that holds something', () => mkdir(temp('out/sub'), { recursive: true }), false],
    ['a symlink to an empty directory', () => linkToEmpty(temp('out')), false],
    ['a dangling symlink', () => symlink('nowhere', temp('out')), false],
    ['a directory with a symlink inside', () => directoryWithLink(), false],
    ['an empty directory, for a file', () => mkdir(temp('out')), true],
  ]
  const linkToEmpty = async (path: string) => {
    await mkdir(temp('empty'))
    await symlink('empty', path)
  }
  const directoryWithLink = async () => {
    await mkdir(temp('out'))
    await mkdir(temp('victim'))
    await symlink('../victim', temp('out/f'))
  }

  it.each(occupied)('is refused and left as it was when it is %s', async (_, occupy, isFile) => {
    await occupy()
    const before = await describeTree(temp())
    const root = isFile ? await forge.raw('x') : await plain()
    const exporting = exportRoot(root, temp('out'), forge.store)
    await expect(exporting).rejects.toMatchObject({ name: 'CliError', code: 'ERR_OUT_EXISTS' })
    expect(await describeTree(temp())).toEqual(before)
  })

  it('is not the current directory, which would vanish under whoever is in it', async () => {
    const previous = process.cwd()
    process.chdir(temp())
    try {
      const exporting = exportRoot(await plain(), '.', forge.store)
      await expect(exporting).rejects.toMatchObject({ code: 'ERR_OUT_EXISTS' })
    } finally {
      process.chdir(previous)
    }
  })

  it('needs a directory above it', async () => {
    const exporting = exportRoot(await plain(), temp('no/out'), forge.store)
    await expect(exporting).rejects.toMatchObject({ code: 'ERR_UNWRITABLE' })
  })
})

it('gives back a sharded directory of 3,000 entries', async () => {
  await mkdir(temp('in'))
  const names = Array.from({ length: 3_000 }, (_, i) => `${i}`.padStart(64, '-'))
  await Promise.all(names.map((name) => writeFile(temp(`in/${name}`), name)))
  const { root } = await importPath(temp('in'), forge.store)
  const result = await exportRoot(root, temp('out'), forge.store)
  expect(result.files).toBe(3_000)
  expect(await describeTree(temp('out'))).toEqual(await describeTree(temp('in')))
}, 60_000)
