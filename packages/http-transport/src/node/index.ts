export { nodeListener } from './listener.js'
export { nodeFetch } from './node-fetch.js'
