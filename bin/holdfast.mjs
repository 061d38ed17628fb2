#!/usr/bin/env node
// The import below is dynamic: it must not be read before the version check has run.
import './require-node.mjs';

import('../src/cli/main.ts');
