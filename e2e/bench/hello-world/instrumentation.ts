/** Empty, and needed: without one of its own, the build takes the one at the root of the repository. */
export function register(): void {}
