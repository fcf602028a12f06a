import { type Mutant, mutant } from './mutant.js'

/** What a sender does wrong. */
export const senderMutants: readonly Mutant[] = [
  mutant('RND-9/roots-as-listed', 'takes a root that is listed twice for two', ({ sender }) => {
    sender.requested = (missing) => [...missing]
  }),
  mutant('RND-10/prunes-roots', 'leaves out requested roots that hit the filter', ({ sender }) => {
    sender.isExempt = () => false
  }),
  mutant('RND-11/ignores-the-filter', 'sends what the receiver has', ({ sender }) => {
    sender.leavesOut = () => false
  }),
  mutant('RND-12/walks-on', 'walks on below a hit', ({ sender }) => {
    sender.goesOnBelowAHit = () => true
  }),
  mutant('RND-13/stops-at-a-gap', 'ends the round at a missing block', ({ sender }) => {
    sender.endsAtAbsent = () => true
  }),
  mutant('RND-13/all-or-nothing', 'has nothing of a DAG with a gap', ({ sender }) => {
    const answer = sender.answer.bind(sender)
    sender.answer = (store, status, order) => {
      let whole = true
      const isThere = sender.endsAtAbsent
      sender.endsAtAbsent = () => {
        whole = false
        return true
      }
      const given = answer(store, status, order)
      sender.endsAtAbsent = isThere
      return whole ? given : { available: [], blocks: [] }
    }
  }),
  mutant('RND-14/damage-is-content', 'sends what it cannot read', ({ dag }) => {
    const linksOf = dag.linksOf.bind(dag)
    dag.linksOf = (store, cid) => linksOf(store, cid) ?? (store.has(cid) ? [] : undefined)
  }),
  mutant('RND-15/once-per-link', 'sends a block once for each link to it', ({ sender }) => {
    sender.wasSeen = () => false
  }),
  mutant('SEC-4/walks-paths', 'walks every path', ({ sender }) => {
    sender.wasSeen = () => false
  }),
  mutant('SEC-2/shallow', 'walks at most a thousand levels', ({ sender }) => {
    const answer = sender.answer.bind(sender)
    sender.answer = (store, status, order) => {
      const { available, blocks } = answer(store, status, order)
      return { available, blocks: blocks.slice(0, 1000) }
    }
  }),
]
