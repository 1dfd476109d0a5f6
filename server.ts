import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Without it every start strips the types of our files and compiles the packages anew, which is half of its time. It
// must be on before anything is loaded; where the folder cannot be written, the start is only slower.
enableCompileCache(join(import.meta.dirname, '.next', 'cache', 'compiled'));

/** Where people reach it; for the programs that start the server in their own process. */
export const { url } = await import('./serve.ts');
