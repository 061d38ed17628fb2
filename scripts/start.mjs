// `npm start -- [--data FILE] [--demo] [--port N] [--no-open] [--browser]`
import '../bin/require-node.mjs';

import('../src/local/start.ts').then(({ start }) => start(process.argv.slice(2)));
