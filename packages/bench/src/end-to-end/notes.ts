/** How it is measured, for whoever reads the figures. */
export const notes: readonly string[] = [
  'Server and client are two processes on this machine, over loopback. In a pull the server stays up over the runs of a row; every client is started anew, with cold code, as a command of a user is. In a push the server is new each time as well.',
  'Warm: our client has made the same pull ten times before, each into a new store, and our server has answered as often. A port is compiled and has no such difference.',
  'Timed is the transfer alone, inside the client: programs and blocks are loaded before. After each run the receiver hashes all it holds, and the sum of the hashes must be that of the work.',
  'Ours, theirs, ours, theirs: the ratio is that of neighbours, and of the ratios the median counts. Above 1 ours is faster.',
  'Rust: car-mirror-axum and car-mirror-reqwest 0.1.0, release build, verified by the port itself. Go: go-car-mirror with the settings of the Kubo plugin; it checks no hash.',
  'HTTP, then sha256: a CAR comes over node:http and is kept in its chunks, and then all its bytes are hashed, in series. No blocks are made of them.',
  'Whole CAR: a file served as it is over node:http; the client reads it with @ipld/car and verifies each block with multiformats. It does not look for what is missing, and takes no notice of what it has.',
  'Request per block, request per level: the client walks the DAG with the library codecs and asks for what it lacks, 16 requests at a time or one for each level. Verified with multiformats.',
  'Library stack: both sides on blockstore-core, or blockstore-fs on disk; the server packs the DAG with @ipld/car, the client verifies, stores, and walks the DAG to see that it is complete.',
  'On disk ours is LMDB, which is synced; the whole CAR is one file, synced at the end; blockstore-fs is a file for each block, and syncs nothing.',
  'A network is simulated by a TCP proxy of the benchmark: delay, a rate that all connections share, and the round trip that opens a connection. Slow start and loss are not simulated.',
  'The DAGs of leaves are dag-cbor nodes above raw leaves, 174 links in a node where they are trees; a changed one has 1 % of its leaves replaced, evenly spread, and the receiver has the older one. A client of ours that pulls names the root of what it has, its `basis`; the ports have no such thing, and a push names nothing.',
  'Memory is what the receiver takes in anonymous pages on top of what it began with, stored blocks included.',
]
