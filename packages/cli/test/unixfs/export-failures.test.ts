import { writeFileSync } from 'node:fs'
import { chown, readdir, readFile } from 'node:fs/promises'
import { UnixFS } from 'ipfs-unixfs'
import type { CID } from 'multiformats/cid'
import { beforeEach, describe, expect, it } from 'vitest'
import { exportRoot } from '../../src/unixfs/export.js'
import { asNobody, describeTree, expectNoExport, Forge, useTemp } from './support.js'

const temp = useTemp()
let forge = new Forge()
beforeEach(() => {
  forge = new Forge()
})
const text = (content: string) => new TextEncoder().encode(content)

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
