import { access, constants, mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Database, open as openLmdb, type RootDatabase } from 'lmdb'
import { faultOfDataFile } from './data-file.js'
import { LmdbBlockstoreError, type LmdbBlockstoreErrorCode } from './errors.js'

export type Table = Database<Uint8Array, Uint8Array>

export interface OpenOptions {
  /** Whether a store is made where there is none. Default true. */
  create?: boolean
}

const BINARY = { encoding: 'binary', keyEncoding: 'binary' } as const
const NEW_FILE_ATTEMPTS = 5
const NEW_FILE_DELAY_MS = 20

/** One open LMDB environment: the tables of a store, and the only way to write to them. */
export class Environment {
  readonly blocks: Table
  readonly roots: Table
  readonly #env: RootDatabase<Uint8Array, Uint8Array>
  #closing: Promise<void> | undefined

  private constructor(env: RootDatabase<Uint8Array, Uint8Array>) {
    this.#env = env
    this.blocks = env.openDB({ name: 'blocks', ...BINARY })
    this.roots = env.openDB({ name: 'roots', ...BINARY })
  }

  static async open(directory: string, options: OpenOptions = {}): Promise<Environment> {
    await prepare(directory, options.create ?? true)
    try {
      const env = openLmdb<Uint8Array, Uint8Array>({
        ...BINARY,
        path: directory,
        // or a directory called "store.d" would be taken for a file
        noSubdir: false,
        maxDbs: 2,
        // a commit is acknowledged once it is on disk, not merely on its way there
        overlappingSync: false,
        // lmdb-js leaves the promise of its own batches without a handler: a full disk would end
        // the process with an unhandled rejection
        eventTurnBatching: false,
      })
      return new Environment(env)
    } catch (cause) {
      throw failure('ERR_OPEN_FAILED', directory, 'LMDB would not open it', cause)
    }
  }

  /**
   * Drops the snapshot that lmdb-js otherwise keeps until the event loop turns, so that the next
   * read sees what other processes have committed up to now.
   */
  refresh(): void {
    this.assertOpen()
    this.blocks.resetReadTxn()
  }

  assertOpen(): void {
    if (this.#closing !== undefined) {
      throw new LmdbBlockstoreError('ERR_STORE_CLOSED', 'The store is closed')
    }
  }

  /** Waits for a transaction to be on disk. */
  async commit(start: () => Promise<boolean>): Promise<void> {
    this.assertOpen()
    await start().catch(rethrow)
  }

  /** Waits for writes that have begun, as LMDB's own close does. Closing again is the same closing. */
  close(): Promise<void> {
    this.#closing ??= this.#env.close()
    return this.#closing
  }
}

async function rethrow(failed: Error & { commitError?: Promise<unknown> }): Promise<never> {
  // the reason comes as a rejected promise of its own, which nobody else handles
  const cause = failed.commitError === undefined ? failed : await failed.commitError.catch(String)
  throw new LmdbBlockstoreError('ERR_WRITE_FAILED', `The commit failed: ${cause}`, { cause })
}

async function prepare(directory: string, create: boolean): Promise<void> {
  const dataFile = join(directory, 'data.mdb')
  try {
    if (create) await mkdir(directory, { recursive: true })
    const found = await stat(directory)
    if (!found.isDirectory()) throw failure('ERR_NOT_A_DIRECTORY', directory, 'it is a file')
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK)
    const fault = await settledFault(dataFile)
    if (fault !== undefined) throw failure('ERR_NOT_A_STORE', dataFile, fault)
  } catch (error) {
    if (error instanceof LmdbBlockstoreError) throw error
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && create) return
    throw failure(CODES[code ?? ''] ?? 'ERR_OPEN_FAILED', directory, message, error)
  }
}

const CODES: Record<string, LmdbBlockstoreErrorCode> = {
  EEXIST: 'ERR_NOT_A_DIRECTORY',
  ENOTDIR: 'ERR_NOT_A_DIRECTORY',
  EACCES: 'ERR_STORE_UNREADABLE',
  EPERM: 'ERR_STORE_UNREADABLE',
  EROFS: 'ERR_STORE_UNREADABLE',
  ENOENT: 'ERR_STORE_MISSING',
  EISDIR: 'ERR_NOT_A_STORE',
}

/** Looks again before it finds fault: another process may be writing the very first pages. */
async function settledFault(dataFile: string): Promise<string | undefined> {
  for (let attempt = 1; ; attempt++) {
    const fault = await faultOfDataFile(dataFile)
    if (fault === undefined || attempt === NEW_FILE_ATTEMPTS) return fault
    await delay(NEW_FILE_DELAY_MS)
  }
}

function failure(
  code: LmdbBlockstoreErrorCode,
  path: string,
  reason: string,
  cause?: unknown,
): LmdbBlockstoreError {
  return new LmdbBlockstoreError(code, `Cannot open a block store at ${path}: ${reason}`, { cause })
}
