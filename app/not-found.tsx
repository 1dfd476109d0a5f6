import Link from 'next/link';

/** Our own, because Next's injects styles that the policy refuses. */
export default function NotFound() {
  return (
    <main className="mx-auto max-w-xl px-4 py-16">
      <title>Not found · Standing</title>
      <h1 className="text-[22px] font-semibold">There is no page at this address</h1>
      <p className="mt-2 text-soft">
        The link may be cut short. A link to an entity contains its whole ARN, after <code>?arn=</code>.
      </p>
      <p className="mt-6 flex gap-4">
        <Link className="underline" href="/entities">
          All entities
        </Link>
        <Link className="underline" href="/">
          Overview
        </Link>
      </p>
    </main>
  );
}
