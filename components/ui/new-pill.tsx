'use client';

/** What waits instead of moving the list under the pointer. */
export function NewPill({ words, onShow }: { words: string; onShow: () => void }) {
  return (
    <button
      type="button"
      onClick={onShow}
      className="fixed top-4 left-1/2 z-20 min-h-8 -translate-x-1/2 cursor-pointer rounded-full border border-line bg-panel px-4 text-[12.5px] shadow-lg"
    >
      {words} · show
    </button>
  );
}
