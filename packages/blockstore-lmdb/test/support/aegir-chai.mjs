import * as chai from 'chai'
import chaiAsPromised from 'chai-as-promised'

chai.use(chaiAsPromised)
// the compliance tests call what chai has as properties: `.to.be.true()`
chai.use(({ Assertion }) => {
  for (const [name, holds] of [
    ['true', (value) => value === true],
    ['false', (value) => value === false],
    ['ok', (value) => Boolean(value)],
  ]) {
    Object.defineProperty(Assertion.prototype, name, {
      value() {
        this.assert(holds(this._obj), `expected #{this} to be ${name}`)
      },
    })
  }
})

export const expect = chai.expect
