// @ts-check

/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The door (server.ts) sets every header, because the script hashes of the policy exist only after the build.
  compress: true,
  generateEtags: true,
  images: { unoptimized: true },
  // Loaded by server.ts before Next starts and reached through one object; were a route to import one, it must not be
  // bundled into a second copy.
  serverExternalPackages: [
    '@aws-sdk/client-sesv2',
    '@aws-sdk/client-sts',
    '@aws-sdk/credential-providers',
    'better-auth',
    'jose',
    'kysely',
    'pg',
    'pino',
    'prom-client',
  ],
  // What is served; tests and the simulator are checked by `npm test`.
  typescript: { ignoreBuildErrors: false, tsconfigPath: 'tsconfig.build.json' },
  // `npm test` and `npm start` bring their own messages; a build must write no file and ask no network.
  agentRules: false,
  experimental: { agentUpgrade: false },
  allowedDevOrigins: ['127.0.0.1', 'localhost'],
  devIndicators: false,
};

export default nextConfig;
