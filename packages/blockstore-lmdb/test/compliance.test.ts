import { interfaceBlockstoreTests } from 'interface-blockstore-tests'
import { describe } from 'vitest'
import { tempStore } from './support/temp.js'

describe('the compliance tests of interface-blockstore', () => {
  interfaceBlockstoreTests({ setup: () => tempStore(), teardown: (store) => store.close() })
})
