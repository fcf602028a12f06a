import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { importPath } from '../../src/unixfs/import.js'
import { asNobody, MemoryBlockstore, useTemp } from './support.js'

const temp = useTemp()
const importOne = (path: string) => importPath(path, new MemoryBlockstore())

describe('what has no place in the tree', () => {
  it('skips and names pipes, sockets and names that are not text', async () => {
    await mkdir(temp('d/sub'), { recursive: true })
    execFileSync('mkfifo', [temp('d/pipe')])
    const server = createServer().listen(temp('d/sub/sock'))
    await new Promise((done) => server.once('listening', done))
    await writeFile(Buffer.concat([Buffer.from(temp('d/')), Buffer.of(0x62, 0xff)]), '')
    await writeFile(temp('d/\uFEFFmark'), '')
    await writeFile(temp('d/kept'), 'hello', { mode: 0o644 })
    const { root, skipped } = await importOne(temp('d'))
    server.close()
    expect(skipped).toEqual([
      { path: temp('d/b\uFFFD'), reason: 'its name is not UTF-8' },
      { path: temp('d/pipe'), reason: 'it is a pipe' },
      { path: temp('d/\uFEFFmark'), reason: 'its name begins with a byte order mark' },
      { path: temp('d/sub/sock'), reason: 'it is a socket' },
    ])
    await mkdir(temp('e/sub'), { recursive: true })
    await writeFile(temp('e/kept'), 'hello', { mode: 0o644 })
    expect((await importOne(temp('e'))).root.toString()).toBe(root.toString())
  })

  it('refuses a root that is neither file, directory nor symlink', async () => {
    execFileSync('mkfifo', [temp('pipe')])
    const refused = { name: 'CliError', code: 'ERR_UNSUPPORTED_FILE' }
    await expect(importOne(temp('pipe'))).rejects.toMatchObject(refused)
  })
})

describe('failures announce no root', () => {
  it('names a path that is not there', async () => {
    const failure = { name: 'CliError', code: 'ERR_UNREADABLE' }
    await expect(importOne(temp('none'))).rejects.toMatchObject(failure)
    await expect(importOne(temp('none'))).rejects.toThrow(temp('none'))
  })

  it('names a file that may not be read', async () => {
    await mkdir(temp('d'))
    await writeFile(temp('d/secret'), 'x', { mode: 0o000 })
    await chmod(temp(), 0o755)
    await asNobody(async () => {
      await expect(importOne(temp('d'))).rejects.toMatchObject({ code: 'ERR_UNREADABLE' })
      await expect(importOne(temp('d'))).rejects.toThrow(temp('d/secret'))
    })
  })

  it('names a directory that vanishes in the middle', async () => {
    await mkdir(temp('d/z'), { recursive: true })
    await writeFile(temp('d/a'), 'x')
    const onProgress = () => rmSync(temp('d/z'), { recursive: true, force: true })
    const importing = importPath(temp('d'), new MemoryBlockstore(), { onProgress })
    await expect(importing).rejects.toMatchObject({ code: 'ERR_UNREADABLE' })
    await expect(importing).rejects.toThrow(temp('d/z'))
  })

  it('stops at an abort, with its reason', async () => {
    await writeFile(
      temp('f'),
      new Uint8Array(3_000_000).map((_, i) => i >> 10),
    )
    const abort = new AbortController()
    const reason = new Error('enough')
    const options = { signal: abort.signal, onProgress: () => abort.abort(reason) }
    const deaf = new MemoryBlockstore()
    deaf.put = (cid) => cid
    await expect(importPath(temp('f'), deaf, options)).rejects.toBe(reason)
  })

  it('passes on what the store says', async () => {
    await mkdir(temp('d'))
    await writeFile(temp('d/f'), 'x')
    const store = new MemoryBlockstore()
    const full = new Error('disk full')
    store.put = () => Promise.reject(full)
    await expect(importPath(temp('d'), store)).rejects.toBe(full)
  })
})
