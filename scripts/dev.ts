Object.assign(process.env, { NODE_ENV: 'development' });
process.argv.push('--dev');
await import('../server.ts');
