/**
 * Whose turn it is to be told. Pure.
 *
 * A story is never cut by the next one: who arrives somewhere else meanwhile hears a
 * bell, and that story waits. Nothing is dropped, nothing waits twice.
 */
export interface Queue {
  /** The stop whose story is being told. */
  readonly telling: string | null;
  readonly waiting: readonly string[];
}

/** What comes of an event: the queue after it, and the story that begins now. */
export interface Turn {
  readonly queue: Queue;
  readonly begin: string | null;
}

export const EMPTY: Queue = { telling: null, waiting: [] };

/** A stop is reached. Its story begins, or waits while another one is heard. */
export function reach(queue: Queue, id: string, isHeard: boolean): Turn {
  if (id === queue.telling) return { queue, begin: isHeard ? null : id };
  if (!isHeard) return take(queue, id);
  if (queue.waiting.includes(id)) return { queue, begin: null };
  return { queue: { ...queue, waiting: [...queue.waiting, id] }, begin: null };
}

/** A story is over: the one that has waited longest begins. */
export function over(queue: Queue): Turn {
  const [next = null, ...waiting] = queue.waiting;
  return { queue: { telling: next, waiting }, begin: next };
}

/** The walker has chosen a stop by hand: it waits no more. */
export function take(queue: Queue, id: string): Turn {
  const waiting = queue.waiting.filter((each) => each !== id);
  return { queue: { telling: id, waiting }, begin: id };
}
