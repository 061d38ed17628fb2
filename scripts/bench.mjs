// `npm run bench [-- NAME ...]`: runs bench/NAME.bench.ts, or all of them one after the other. Each prints JSON lines.
import '../bin/require-node.mjs';

Promise.all([import('node:child_process'), import('node:fs'), import('./tool.mjs')]).then(
  ([{ spawnSync }, { readdirSync }, { root }]) => {
    const suffix = '.bench.ts';
    const all = readdirSync(`${root}/bench`).filter((file) => file.endsWith(suffix));
    const names = process.argv.slice(2).filter((arg) => !arg.startsWith('-'));
    const options = process.argv.slice(2).filter((arg) => arg.startsWith('-'));
    const chosen = names.length > 0 ? names.map((name) => name + suffix) : all.sort();
    for (const file of chosen) {
      const args = ['--expose-gc', `${root}/bench/${file}`, ...options];
      const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
      if (status !== 0) process.exitCode = 1;
    }
  },
);
