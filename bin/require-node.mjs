// Plain old syntax on purpose: this file must run under any Node, to say that the Node is too old.
var major = Number(process.versions.node.split('.')[0]);
if (!(major >= 24)) {
  process.stderr.write(
    'NODE_TOO_OLD: Holdfast needs Node 24 or newer, this is ' +
      process.version +
      '. Run `npm ci` and start it through npm (`npm start`, `npm run cli`), which brings its own Node 24.\n',
  );
  process.exit(1);
}
