// Runs a tool of node_modules under this Node, after the version check: `node scripts/run.mjs vitest run`.
import '../bin/require-node.mjs';

import('./tool.mjs').then(({ runTool }) => {
  const [name, ...args] = process.argv.slice(2);
  process.exitCode = runTool(name, args);
});
