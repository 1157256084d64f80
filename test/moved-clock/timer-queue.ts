export interface Timer {
  due: number;
  /** Milliseconds between two turns; `undefined`: one turn only. */
  readonly every: number | undefined;
  readonly callback: () => void;
  /** Of two that are due at one moment the one that was set first comes first. */
  readonly order: number;
  isCancelled: boolean;
}

function isBefore(one: Timer, other: Timer): boolean {
  return one.due < other.due || (one.due === other.due && one.order < other.order);
}

/** Timers by the moment at which they are due: a heap, for a fleet of a thousand seats has five thousand of them. */
export function createTimerQueue() {
  let heap: Timer[] = [];
  let count = 0;
  let waiting = 0;

  function at(index: number): Timer | undefined {
    return heap[index];
  }
  function swapIfBefore(child: number, parent: number): boolean {
    const below = at(child);
    const above = at(parent);
    if (!below || !above || !isBefore(below, above)) return false;
    heap[child] = above;
    heap[parent] = below;
    return true;
  }
  function sink(): void {
    let index = 0;
    for (;;) {
      const left = at(index * 2 + 1);
      const right = at(index * 2 + 2);
      const child = left && right && isBefore(right, left) ? index * 2 + 2 : index * 2 + 1;
      if (!swapIfBefore(child, index)) return;
      index = child;
    }
  }
  function push(timer: Timer): void {
    let index = heap.push(timer) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!swapIfBefore(index, parent)) return;
      index = parent;
    }
  }
  function shift(): void {
    const last = heap.pop();
    if (heap.length === 0 || !last) return;
    heap[0] = last;
    sink();
  }

  return {
    /** How many wait. */
    size: () => waiting,
    /** Sets one; the answer cancels it. */
    add(due: number, every: number | undefined, callback: () => void): () => void {
      const timer = { due, every, callback, order: count++, isCancelled: false };
      push(timer);
      waiting += 1;
      return () => {
        if (!timer.isCancelled) waiting -= 1;
        timer.isCancelled = true;
      };
    },
    /** The moment of the first that waits. */
    nextDue(): number | undefined {
      while (at(0)?.isCancelled === true) shift();
      return at(0)?.due;
    },
    /** Takes the first that waits, which comes again if it is one that repeats. */
    take(): (() => void) | undefined {
      const first = this.nextDue() === undefined ? undefined : at(0);
      if (!first) return undefined;
      if (first.every === undefined) {
        first.isCancelled = true;
        waiting -= 1;
        shift();
      } else {
        first.due += first.every;
        sink();
      }
      return first.callback;
    },
    /** All of them later. */
    postpone(milliseconds: number): void {
      heap = heap.filter((timer) => !timer.isCancelled);
      for (const timer of heap) timer.due += milliseconds;
      heap.sort((a, b) => (isBefore(a, b) ? -1 : 1));
    },
  };
}
