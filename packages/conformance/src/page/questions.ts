/** What the author of a port asks, in the words in which it is asked. */
export interface Question {
  readonly asks: string
  /** Markdown, a sentence or two. */
  readonly answer: string
  /** Where it is said so that it binds, the most important first. */
  readonly clauses: readonly string[]
}

export const questions: readonly Question[] = [
  {
    asks: 'May a requested root be left out?',
    answer:
      'No: a root that was asked for by name and is there is sent, even if it hits the filter.',
    clauses: ['RND-10', 'RND-13', 'PUSH-8'],
  },
  {
    asks: 'Does the walk stop at a block that hits the filter?',
    answer: 'It should: the block is left out, and so is what lies only below it.',
    clauses: ['RND-12', 'RND-11', 'SEC-5'],
  },
  {
    asks: 'What is hashed, and with which seeds?',
    answer:
      'The whole binary CID, with XXH3-64; one counter from 0 runs through all indices of an element.',
    clauses: ['BF-1', 'BF-2', 'BF-4', 'BF-5'],
  },
  {
    asks: 'In which order do bits stand in the filter?',
    answer: 'The least significant bit of the first byte is bit 0.',
    clauses: ['BF-12', 'BF-13'],
  },
  {
    asks: 'What if the size is not a power of two?',
    answer: 'Samples that do not fit are shifted out whole; if none fits, the next seed is tried.',
    clauses: ['BF-6', 'BF-8', 'BF-9', 'BF-10', 'BF-11', 'BF-20'],
  },
  {
    asks: 'How large is a filter, and how many hashes has it?',
    answer:
      'The optimum for a tenth of the inverse of the count, rounded up to a power of two; then the hash count for that size.',
    clauses: ['BF-21', 'BF-22', 'BF-23', 'BF-17', 'BF-18'],
  },
  {
    asks: 'How do I send no filter, or an empty one?',
    answer: 'As no bytes and no hashes; the fields are there all the same.',
    clauses: ['BF-15', 'BF-16', 'MSG-8', 'RND-7'],
  },
  {
    asks: 'What do I check before I allocate or loop?',
    answer: 'Every length, count and hash count, against the bounds given here.',
    clauses: ['SEC-1', 'BF-17', 'BF-18', 'MSG-12', 'CAR-13', 'SEC-3'],
  },
  {
    asks: 'What are the fields called, `dr` or `sr`, and how is a CID written?',
    answer:
      'A pull request says `rs`, a push answer `dr`; `sr` is read too. CIDs are links, never text.',
    clauses: ['MSG-1', 'MSG-2', 'MSG-3', 'MSG-4'],
  },
  {
    asks: 'How does a transfer end, and who ends it?',
    answer:
      'The client ends a pull when nothing is missing; the status of the answer ends a push; no progress ends either.',
    clauses: ['RND-27', 'PULL-7', 'PUSH-6', 'RND-28', 'PUSH-13'],
  },
  {
    asks: 'What if the other side does not have a block?',
    answer:
      'The rest is sent. What was asked for and did not come is unavailable, is not asked for again, and is reported at the end.',
    clauses: ['RND-25', 'RND-13', 'PUSH-10', 'RND-27'],
  },
  {
    asks: 'When does a server answer 404 (not found)?',
    answer:
      'To a pull, only if it has none of the requested roots; this is an answer, not a failure.',
    clauses: ['PULL-5', 'PULL-6', 'HTTP-3'],
  },
  {
    asks: 'May a CAR have no blocks, or no roots?',
    answer: 'No blocks is valid and says that there is nothing to send; no roots is refused.',
    clauses: ['CAR-6', 'CAR-5', 'CAR-7', 'PUSH-12', 'PULL-8'],
  },
  {
    asks: 'Which roots go into the header of the CAR?',
    answer:
      'In a pull the requested roots that the server has; in a push the roots of the transfer, in every round.',
    clauses: ['PULL-4', 'PUSH-2', 'CAR-5'],
  },
  {
    asks: 'In which order do blocks come?',
    answer:
      'A pull should go in preorder, a push level by level; a receiver ends with the same store whatever the order.',
    clauses: ['PULL-3', 'PUSH-3', 'RND-23', 'MOD-3'],
  },
  {
    asks: 'What of a block that I have already, or never wanted?',
    answer: 'It is dropped and the round goes on; what nothing links to is not stored.',
    clauses: ['RND-22', 'RND-21', 'RND-23'],
  },
  {
    asks: 'What if a block does not match its CID, or cannot be read?',
    answer:
      'It is refused before it is stored and the round ends with an error; the blocks before it are kept.',
    clauses: ['RND-17', 'RND-18', 'RND-19', 'RND-20', 'HTTP-7'],
  },
  {
    asks: 'Does the server keep a session, or any state?',
    answer: 'None is needed: each request carries all that its answer needs.',
    clauses: ['RND-29', 'HTTP-16', 'PULL-1', 'PUSH-2'],
  },
  {
    asks: 'Which media types do I send and accept?',
    answer:
      'The registered ones of DAG-CBOR and CAR are sent; two general ones, or none, are understood; others are refused.',
    clauses: ['HTTP-4', 'HTTP-5', 'HTTP-6'],
  },
  {
    asks: 'What does `diff` do?',
    answer:
      'It names a related DAG: what the server holds of it goes into the filter, nothing of it is asked for.',
    clauses: ['HTTP-11', 'PUSH-15', 'PUSH-14', 'PUSH-16', 'HTTP-12', 'HTTP-13'],
  },
]
