// `npm start -- [--data FILE] [--demo] [--port N] [--no-open] [--browser]`
import '../bin/require-node.mjs';

import('../bin/compile-cache.mjs')
  .then(() => import('../src/local/start.ts'))
  .then(({ start }) => start(process.argv.slice(2)));
