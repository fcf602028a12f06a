import { register } from 'node:module'
import { afterEach, beforeEach, describe, it } from 'vitest'
import { tempStore } from './support/temp.js'

// The tests of js-stores expect mocha's globals, and the chai of a build tool that is not published
// with them.
Object.assign(globalThis, { afterEach, beforeEach, describe, it })
register('./support/aegir-hooks.mjs', import.meta.url)
const { interfaceBlockstoreTests } = await import('interface-blockstore-tests')

describe('the compliance tests of interface-blockstore', () => {
  interfaceBlockstoreTests({ setup: () => tempStore(), teardown: (store) => store.close() })
})
