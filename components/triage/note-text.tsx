'use client';

import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { markMentions } from '@/components/triage/mark-mentions.ts';
import { visible } from '@/components/ui/plain-text.tsx';

/** A link of a note tells its target nothing; an image is not loaded, so that no note can tell who reads it. */
const PARTS: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" className="underline [overflow-wrap:anywhere]">
      {children}
    </a>
  ),
  img: ({ alt, src }) => (
    <span className="text-soft">
      [image not loaded: {alt || 'no description'}
      {typeof src === 'string' ? `, ${src}` : ''}]
    </span>
  ),
  // A page has one title, and the case's own headings end at the third level.
  h1: ({ children }) => <p className="mt-2 font-semibold">{children}</p>,
  h2: ({ children }) => <p className="mt-2 font-semibold">{children}</p>,
  h3: ({ children }) => <p className="mt-2 font-semibold">{children}</p>,
  h4: ({ children }) => <p className="mt-2 font-semibold">{children}</p>,
  h5: ({ children }) => <p className="mt-2 font-semibold">{children}</p>,
  h6: ({ children }) => <p className="mt-2 font-semibold">{children}</p>,
  ul: ({ children }) => <ul className="my-1 ml-5 list-disc">{children}</ul>,
  ol: ({ children }) => <ol className="my-1 ml-5 list-decimal">{children}</ol>,
  pre: ({ children }) => <pre className="my-1 overflow-auto rounded bg-paused-bg p-2 text-[12.5px]">{children}</pre>,
  code: ({ children }) => <code className="rounded bg-paused-bg px-1 font-mono text-[12.5px]">{children}</code>,
  blockquote: ({ children }) => <blockquote className="my-1 border-l-2 border-line pl-2.5">{children}</blockquote>,
  table: ({ children }) => (
    <div className="my-1 overflow-auto">
      <table className="[&_td]:border [&_td]:border-line [&_td]:px-2 [&_th]:border [&_th]:border-line [&_th]:px-2">
        {children}
      </table>
    </div>
  ),
  input: ({ checked }) => <span aria-label={checked ? 'done' : 'to do'}>{checked ? '☑' : '☐'}</span>,
};

/** A note as Markdown: no raw HTML, nothing loaded from elsewhere, deceiving characters named. */
export default function NoteText({ text, people }: { text: string; people: readonly string[] }) {
  const plain = text.split('\n').map(visible).join('\n');
  return (
    <div className="[overflow-wrap:anywhere] [&_p]:my-1 [&_p:first-child]:mt-0">
      <Markdown remarkPlugins={[remarkGfm, markMentions(people)]} components={PARTS}>
        {plain}
      </Markdown>
    </div>
  );
}
