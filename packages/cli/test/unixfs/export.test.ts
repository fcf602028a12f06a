import { writeFileSync } from 'node:fs'
import {
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { UnixFS } from 'ipfs-unixfs'
import type { CID } from 'multiformats/cid'
import { beforeEach, describe, expect, it } from 'vitest'
import { exportRoot } from '../../src/unixfs/export.js'
import { importPath } from '../../src/unixfs/import.js'
import { asNobody, describeTree, expectNoExport, Forge, useTemp } from './support.js'

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

describe('a failure in the middle leaves neither OUT nor a part of it', () => {
  const tree = async () => {
    const deep = await forge.raw('deep')
    const sub = await forge.directory(['z', deep])
    return { deep, root: await forge.directory(['a', await forge.raw('x')], ['sub', sub]) }
  }

  it('when a block is missing: its CID', async () => {
    const { root, deep } = await tree()
    await forge.store.delete(deep)
    const error = await expectNoExport(forge, root, temp('out'), 'ERR_BLOCK_MISSING')
    expect(error.cid?.toString()).toBe(deep.toString())
    expect(error.message).toContain(deep.toString())
  })

  it('when one bit of a block is wrong: its CID', async () => {
    const { root, deep } = await tree()
    await forge.store.put(deep, text('deeq'))
    const error = await expectNoExport(forge, root, temp('out'), 'ERR_BLOCK_HASH')
    expect(error.cid?.toString()).toBe(deep.toString())
  })

  it('when the root is missing', async () => {
    const { root } = await tree()
    await forge.store.delete(root)
    const error = await expectNoExport(forge, root, temp('out'), 'ERR_BLOCK_MISSING')
    expect(error.cid?.toString()).toBe(root.toString())
  })

  it('when the last part of a file is missing', async () => {
    const [first, last] = [await forge.raw('first'), await forge.raw('last')]
    const root = await forge.file([
      [first, 5n],
      [last, 4n],
    ])
    await forge.store.delete(last)
    await expectNoExport(forge, root, temp('out'), 'ERR_BLOCK_MISSING')
  })

  it('when OUT appears meanwhile: that one stays, ours goes however closed it is', async () => {
    const closed = await forge.node(new UnixFS({ type: 'directory', mode: 0o000 }), [
      ['f', await forge.raw('x')],
    ])
    const root = await forge.node(new UnixFS({ type: 'directory', mode: 0o555 }), [['sub', closed]])
    if (process.geteuid?.() === 0) await chown(temp(), 65_534, 65_534)
    const onProgress = () => writeFileSync(temp('out'), 'mine')
    const exporting = asNobody(() => exportRoot(root, temp('out'), forge.store, { onProgress }))
    await expect(exporting).rejects.toMatchObject({ code: 'ERR_OUT_EXISTS' })
    expect(await readdir(temp())).toEqual(['out'])
    expect(await readFile(temp('out'), 'utf8')).toBe('mine')
  })

  it('when it is aborted, with the reason', async () => {
    const { root } = await tree()
    const abort = new AbortController()
    const reason = new Error('enough')
    const onProgress = ({ files }: { files: number }) => files > 0 && abort.abort(reason)
    const options = {
      signal: abort.signal,
      onProgress: (p: { files: number }) => void onProgress(p),
    }
    await expect(exportRoot(root, temp('out'), forge.store, options)).rejects.toBe(reason)
    expect(await describeTree(temp())).toEqual(['./ 700'])
  })

  it('when the store fails, with its own error', async () => {
    const { root } = await tree()
    const broken = new Error('disk on fire')
    const get = (cid: CID) => {
      if (cid.equals(root)) return forge.store.get(cid)
      throw broken
    }
    await expect(exportRoot(root, temp('out'), { get })).rejects.toBe(broken)
    expect(await describeTree(temp())).toEqual(['./ 700'])
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
