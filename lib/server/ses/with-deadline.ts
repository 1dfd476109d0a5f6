import 'server-only';

/**
 * A signal that aborts with its parent, or after so many milliseconds with a `TimeoutError`. `end` must be called: it
 * lets go of the parent, which may outlive many requests.
 */
export function withDeadline(parent: AbortSignal | undefined, milliseconds: number) {
  const controller = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    controller.abort(new DOMException('no answer in time', 'TimeoutError'));
  }, milliseconds);
  const follow = () => controller.abort(parent?.reason);
  if (parent?.aborted) follow();
  else parent?.addEventListener('abort', follow);
  return {
    signal: controller.signal,
    expired: () => late,
    end: () => {
      clearTimeout(timer);
      parent?.removeEventListener('abort', follow);
    },
  };
}
