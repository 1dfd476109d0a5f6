/**
 * Where to go after signing in: the address in `?next=`, whole, if it lies on this site; else the overview. Anything
 * else could send people who just typed a password to somebody's copy of this page.
 */
export function nextPage(search: string, origin: string): string {
  const wanted = new URLSearchParams(search).get('next');
  if (wanted === null || !wanted.startsWith('/') || !URL.canParse(wanted, origin)) return '/';
  const url = new URL(wanted, origin);
  // `/.//evil.example` lies on this site, but its path alone, read again, would name another.
  if (url.pathname.startsWith('//')) return '/';
  if (url.origin !== origin || url.pathname === '/login' || url.pathname === '/setup') return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
