'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';

/** How far below the screen a part begins to load. */
const AHEAD = '300px';

/**
 * A part of the page that asks for its data only once it comes near the screen: it may cost a request to SES, which has
 * few to give. Until then its place is kept, and says what will be there.
 */
export function WhenNear({ id, waiting, children }: { id: string; waiting: ReactNode; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (place.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        setNear(true);
      },
      { rootMargin: AHEAD },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div id={id} ref={place}>
      {near ? children : waiting}
    </div>
  );
}
