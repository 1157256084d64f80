interface Task {
  at: number;
  order: number;
  run: () => void;
}

/** What is to happen later, in the simulator's own time (milliseconds since 1970). No timers: someone calls `advance`. */
export interface Timeline {
  /** The latest moment that the simulator was told of. */
  now(): number;
  /** Runs `task` when the time reaches `at`; two tasks of one moment run in the order in which they were given. */
  schedule(at: number, task: () => void): void;
  /** Runs everything due up to `moment`, each task at its own time. Time never goes back. */
  advance(moment: number): void;
  /** When the next task is due. */
  nextDue(): number | undefined;
}

function isBefore(one: Task, other: Task): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

/** A binary heap, because a fleet has thousands of sockets with a heartbeat each. */
export function createTimeline(): Timeline {
  const heap: Task[] = [];
  let present = 0;
  let count = 0;

  function swapIfBefore(child: number, parent: number): boolean {
    const below = heap[child];
    const above = heap[parent];
    if (below === undefined || above === undefined || !isBefore(below, above)) return false;
    heap[child] = above;
    heap[parent] = below;
    return true;
  }

  function push(task: Task): void {
    heap.push(task);
    let index = heap.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!swapIfBefore(index, parent)) return;
      index = parent;
    }
  }

  function removeFirst(): void {
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    heap[0] = last;
    let index = 0;
    for (;;) {
      const left = index * 2 + 1;
      const one = heap[left];
      const other = heap[left + 1];
      if (one === undefined) return;
      const child = other !== undefined && isBefore(other, one) ? left + 1 : left;
      if (!swapIfBefore(child, index)) return;
      index = child;
    }
  }

  return {
    now: () => present,
    schedule(at, task) {
      count += 1;
      push({ at: Math.max(at, present), order: count, run: task });
    },
    advance(moment) {
      for (let first = heap[0]; first !== undefined && first.at <= moment; first = heap[0]) {
        removeFirst();
        present = Math.max(present, first.at);
        first.run();
      }
      present = Math.max(present, moment);
    },
    nextDue: () => heap[0]?.at,
  };
}
