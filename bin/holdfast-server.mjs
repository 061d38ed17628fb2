#!/usr/bin/env node
// The imports below are dynamic: they must not be read before the version check has run.
import './require-node.mjs';

import('./compile-cache.mjs').then(() => import('../src/server/main.ts'));
