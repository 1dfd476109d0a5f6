/** The control of the benches: Next with nothing in it, on the same packages as Standing. */
const config = { poweredByHeader: false, typescript: { ignoreBuildErrors: true }, turbopack: { root: import.meta.dirname + '/../../..' } };
export default config;
