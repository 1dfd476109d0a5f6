/** A sending domain or address that somebody looks for; without zod, as the search box of every page asks it. */
export interface SoughtResource {
  /** As SES names the identity: the domain in lower case. */
  resource: string;
  domain: string;
  /** Identities that let somebody send so, the closest first; in lower case, as they are stored. */
  identities: string[];
}

const DOMAIN = /^(?=.{3,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;
const LOCAL = /^[^\s@\p{C}"(),:;<>[\\\]/?#]{1,64}$/u;

/** `example.com` or `news@example.com`, in any case and with space around it; null: it is neither. */
export function parseResource(text: string): SoughtResource | null {
  const wanted = text.trim();
  const at = wanted.lastIndexOf('@');
  const domain = wanted.slice(at + 1).toLowerCase();
  if (wanted.length > 320 || !DOMAIN.test(domain)) return null;
  if (at < 0) return { resource: domain, domain, identities: [domain] };
  const local = wanted.slice(0, at);
  if (!LOCAL.test(local)) return null;
  const resource = `${local}@${domain}`;
  return { resource, domain, identities: [resource.toLowerCase(), domain] };
}
