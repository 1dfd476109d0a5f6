// Resolver of the boundaries lint (its plugin cannot read tsconfig paths): relative files with their extension, and
// the alias `@/` of app and components. Everything else is a package or a Node built-in and is fenced elsewhere.
const { existsSync, statSync } = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '..');

exports.interfaceVersion = 2;

exports.resolve = (source, fromFile) => {
  const target = source.startsWith('@/')
    ? path.join(root, source.slice(2))
    : source.startsWith('.')
      ? path.resolve(path.dirname(fromFile), source)
      : null;
  if (target === null || !existsSync(target) || !statSync(target).isFile()) return { found: false };
  return { found: true, path: target };
};
