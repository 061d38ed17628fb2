// `npm run dev [-- start options]`: the browser shell, with the pages rebuilt and the core restarted on every change.
// A restart prints a new link, since links and sessions die with the process.
import '../bin/require-node.mjs';

Promise.all([import('node:child_process'), import('vite'), import('./tool.mjs')]).then(
  async ([{ spawn }, { build }, { root }]) => {
    const configFile = `${root}/vite.renderer.config.ts`;
    const watcher = await build({ configFile, logLevel: 'warn', mode: 'development', build: { watch: {} } });
    let shell = null;
    watcher.on('event', (event) => {
      if (event.code !== 'END' || shell !== null) return;
      const args = ['--watch', `${root}/scripts/start.mjs`, '--browser', ...process.argv.slice(2)];
      shell = spawn(process.execPath, args, { stdio: 'inherit' });
      shell.once('exit', (code) => process.exit(code ?? 1));
    });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => shell?.kill(signal));
  },
);
