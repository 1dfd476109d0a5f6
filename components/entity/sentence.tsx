import { Fragment } from 'react';
import { ExactTime } from '@/components/ui/exact-time.tsx';
import type { SentencePart } from '@/lib/domain/explanation-parts.ts';
import { PlainText, visible } from '@/components/ui/plain-text.tsx';

/** A name may hold any character, an override of direction among them; isolated, it cannot turn the words around it. */
function Words({ text, name }: { text: string; name: string }) {
  const at = name === '' ? -1 : text.indexOf(name);
  if (at < 0) return visible(text);
  return (
    <>
      {visible(text.slice(0, at))}
      <PlainText text={name} />
      {visible(text.slice(at + name.length))}
    </>
  );
}

/** The verdict as the server composed it, its moments alive. */
export function Sentence({ parts, name }: { parts: readonly SentencePart[]; name: string }) {
  return parts.map((part, index) => (
    // Parts have no identity but their place, and are replaced together.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>
      {typeof part === 'string' ? (
        <Words text={part} name={name} />
      ) : (
        <ExactTime at={part.time} form={part.form} atLeast={part.atLeast} />
      )}
    </Fragment>
  ));
}
